import * as z from 'zod/mini';
import { envelope, errorEnvelope } from '../http/envelope.ts';
import type { ErrorCode } from '../http/error-codes.ts';
import { type DescribedEndpoint, describeOperation, type JsonObject, type SchemaOf } from './describe-operation.ts';

const componentAddress = (id: string) => `#/components/schemas/${id}`;
const nameOf = (group: string, name: string, part: string) => `${group}.${name}.${part}`;

/** Rows by group and name. */
export type EndpointGroups = Readonly<Record<string, Readonly<Record<string, DescribedEndpoint>>>>;

export interface ApiDescription {
	/** The base address of all paths. */
	server: string;
	title: string;
	/** Semantic. */
	version: string;
	/** Schemas that the document names once and refers to. Others are written out where they are used. */
	namedSchemas: Readonly<Record<string, z.ZodMiniType>>;
	/** What `Authorization: Bearer …` carries, e.g. `JWT`. */
	bearerFormat: string;
	/** Every code an answer of the row may carry. */
	errorCodesOf(row: DescribedEndpoint): readonly ErrorCode[];
	/** Whether the row takes an `Idempotency-Key`. Default: none does. */
	takesIdempotencyKey?(row: DescribedEndpoint): boolean;
	/** Whether reads have an ETag to ask by again. Default false. */
	hasEntityTags?: boolean;
}

/** JSON Schema of every part of every row, made in one go so that what is named is referred to and not repeated. */
const convertSchemas = (groups: EndpointGroups, namedSchemas: ApiDescription['namedSchemas']) => {
	const answers = z.registry<{ id: string }>();
	const requests = z.registry<{ id: string }>();
	for (const [id, schema] of Object.entries(namedSchemas)) answers.add(schema, { id });
	answers.add(errorEnvelope, { id: 'ErrorEnvelope' });
	for (const [group, rows] of Object.entries(groups)) {
		for (const [name, row] of Object.entries(rows)) {
			if (row.responseType !== 'bytes')
				answers.add(envelope(row.response as z.ZodMiniType), { id: nameOf(group, name, 'response') });
			for (const part of ['params', 'query', 'body'] as const) {
				// The same schema may serve several rows, and a registry takes each once: a clone stands for it.
				const schema = row[part];
				if (schema !== undefined) requests.add(z.clone(schema as never) as never, { id: nameOf(group, name, part) });
			}
		}
	}
	const convert = (registry: typeof answers, io: 'input' | 'output') =>
		z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: componentAddress }).schemas as Record<
			string,
			JsonObject
		>;
	return { ...convert(requests, 'input'), ...convert(answers, 'output') };
};

/** `$schema` and `$id` belong to documents of their own; a component is known by its place. */
const asComponent = ({ $schema: _schema, $id: _id, ...schema }: JsonObject): JsonObject => schema;

/** The OpenAPI 3.1 document of rows. For servers and builds: pages need none. */
export const describeEndpoints = (groups: EndpointGroups, options: ApiDescription): JsonObject => {
	const { server, title, version, namedSchemas, bearerFormat, errorCodesOf } = options;
	const { takesIdempotencyKey = () => false, hasEntityTags = false } = options;
	const schemas = convertSchemas(groups, namedSchemas);
	const paths: Record<string, JsonObject> = {};
	for (const [group, rows] of Object.entries(groups)) {
		for (const [name, row] of Object.entries(rows)) {
			const path = row.path.replace(/:(\w+)/g, '{$1}');
			const schemaOf: SchemaOf = (part) => {
				const schema = schemas[nameOf(group, name, part)];
				return schema && asComponent(schema);
			};
			const operation = describeOperation(row, {
				group,
				name,
				schemaOf,
				errorCodes: errorCodesOf(row),
				takesIdempotencyKey: takesIdempotencyKey(row),
				hasEntityTags,
			});
			paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation };
		}
	}
	const named = [...Object.keys(namedSchemas), 'ErrorEnvelope'];
	return {
		openapi: '3.1.1',
		info: {
			title,
			version,
			description: 'Every answer is an envelope. Failed ones carry a stable `code`.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: server }],
		tags: Object.keys(groups).map((name) => ({ name })),
		paths,
		components: {
			schemas: Object.fromEntries(named.map((id) => [id, asComponent(schemas[id] ?? {})])),
			securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat } },
		},
	};
};
