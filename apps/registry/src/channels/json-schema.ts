/** The part of JSON Schema that builds and OpenAPI documents of servers are compared by. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const isSchema = (value: unknown): value is JsonSchema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** References that are followed one after the other; a chain that is longer leads nowhere. */
const maximumReferences = 20;

const unescapePointer = (part: string): string => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');

/** Follows references within the document, `#` and `#/…`. Others, and those that lead nowhere, say nothing. */
export const resolveReference = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
	let current = schema;
	for (let step = 0; step < maximumReferences; step += 1) {
		const { $ref: reference } = current;
		if (typeof reference !== 'string') return current;
		if (reference === '#') return root;
		if (!reference.startsWith('#/')) return {};
		let found: unknown = root;
		for (const part of reference.slice(2).split('/')) {
			const name = unescapePointer(part);
			found = isSchema(found) && Object.hasOwn(found, name) ? found[name] : undefined;
		}
		if (!isSchema(found)) return {};
		current = found;
	}
	return {};
};

export const propertiesOf = ({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> =>
	isSchema(properties) ? (properties as Record<string, JsonSchema>) : {};

export const requiredOf = ({ required }: JsonSchema): ReadonlySet<string> =>
	new Set(Array.isArray(required) ? required : []);

export const branchesOf = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
	[schema.anyOf, schema.oneOf].find(Array.isArray);

export const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined =>
	'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;

export const typesOf = (schema: JsonSchema): readonly string[] | undefined =>
	schema.type === undefined ? undefined : ([schema.type].flat() as string[]);
