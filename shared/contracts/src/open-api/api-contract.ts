import * as z from 'zod/mini';

const jsonSchema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema: z.optional(jsonSchema) }));
const parameter = z.object({
	name: z.string(),
	in: z.string(),
	required: z._default(z.boolean(), false),
	schema: z.optional(jsonSchema),
});
const operation = z.object({
	parameters: z._default(z.array(parameter), []),
	requestBody: z.optional(z.object({ required: z._default(z.boolean(), false), content })),
	responses: z.record(z.string(), z.object({ content: z.optional(content) })),
});

/** The methods of OpenAPI that are compared; other keys of a path say no operation. */
export const comparedMethods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * What of an OpenAPI 3.x document caller and server have to agree on: for each operation its parameters, its body and
 * its answers. What else the document says is left out by parsing.
 */
export const apiContract = z.object({
	/** JSON Schemas of events that the server raises, by name. Default: it does not say. */
	'x-flotilla-events': z.optional(z.record(z.string(), jsonSchema)),
	openapi: z.string().check(z.regex(/^3\.\d+\.\d+$/, 'Give an OpenAPI 3 document.')),
	info: z.object({ title: z.string(), version: z.string() }),
	paths: z.record(
		z.string(),
		z.object({
			get: z.optional(operation),
			put: z.optional(operation),
			post: z.optional(operation),
			patch: z.optional(operation),
			delete: z.optional(operation),
		}),
	),
	components: z._default(z.object({ schemas: z._default(z.record(z.string(), jsonSchema), {}) }), { schemas: {} }),
});
export type ApiContract = z.infer<typeof apiContract>;
export type ApiOperation = z.infer<typeof operation>;

const schemaAddress = '#/components/schemas/';

/** Names of the schemas that a value refers to, however deep. */
const referredTo = (value: unknown, found: Set<string>): Set<string> => {
	if (Array.isArray(value)) for (const item of value) referredTo(item, found);
	else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value)) {
			if (key === '$ref' && typeof inner === 'string' && inner.startsWith(schemaAddress)) {
				found.add(inner.slice(schemaAddress.length));
			} else referredTo(inner, found);
		}
	}
	return found;
};

const isSuccess = (status: string): boolean => /^2/.test(status) || status === 'default';

/**
 * Keeps what has to be agreed on of operations: answers that are failures go, as the envelope of those is the same for
 * all, and so do headers and the schemas that nothing refers to any longer. `isWanted` gets method and path,
 * e.g. `get /users/{id}`. Default: all. Events are kept as they are.
 */
export const pickOperations = (
	{ openapi, info, paths, components, 'x-flotilla-events': events }: ApiContract,
	isWanted: (operation: string) => boolean = () => true,
): ApiContract => {
	const picked: ApiContract['paths'] = {};
	for (const path of Object.keys(paths).sort()) {
		for (const method of comparedMethods) {
			const found = paths[path]?.[method];
			if (found === undefined || !isWanted(`${method} ${path}`)) continue;
			const answers = Object.entries(found.responses).filter(([status]) => isSuccess(status));
			picked[path] = {
				...picked[path],
				[method]: {
					...found,
					parameters: found.parameters.filter((one) => one.in === 'path' || one.in === 'query'),
					responses: Object.fromEntries(answers),
				},
			};
		}
	}
	const names = referredTo(picked, new Set());
	// What is reached through a schema that was found is looked at in its turn: a set grows while it is gone through.
	for (const name of names) referredTo(components.schemas[name], names);
	const schemas = Object.entries(components.schemas).filter(([name]) => names.has(name));
	return {
		openapi,
		info,
		paths: picked,
		components: { schemas: Object.fromEntries(schemas) },
		...(events && { 'x-flotilla-events': events }),
	};
};
