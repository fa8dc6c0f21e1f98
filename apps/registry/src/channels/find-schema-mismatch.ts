/** The part of JSON Schema that the build writes. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaMismatch {
	/** Where in the value, e.g. `user.name`; empty for all of it. */
	path: string;
	/** What is wrong there, to follow `<path> `. */
	reason: string;
}

const isSchema = (value: unknown): value is JsonSchema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasOf = (value: unknown): Readonly<Record<string, JsonSchema>> =>
	isSchema(value) ? (value as Record<string, JsonSchema>) : {};

/** Follows `#` and `#/$defs/<name>`; other references are not written. */
const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
	const { $ref: reference } = schema;
	if (reference === '#') return root;
	const name = typeof reference === 'string' ? /^#\/\$defs\/(.+)$/.exec(reference)?.[1] : undefined;
	const found = name === undefined ? undefined : schemasOf(root.$defs)[name];
	return found === undefined ? schema : resolve(found, root);
};

const branchesOf = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
	[schema.anyOf, schema.oneOf].find(Array.isArray);

const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined =>
	'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;

const typesOf = (schema: JsonSchema): readonly string[] | undefined =>
	schema.type === undefined ? undefined : ([schema.type].flat() as string[]);

/**
 * The first place where a value of `given` may be none of `expected`; `null` when each is. Types, fields, items,
 * alternatives and listed values are compared, limits and formats are not. Fields that nobody expects are fine.
 */
export const findSchemaMismatch = (given: JsonSchema, expected: JsonSchema): SchemaMismatch | null => {
	/** Pairs that are being compared: a schema that contains itself fits if the rest does. */
	const underWay = new Map<JsonSchema, Set<JsonSchema>>();

	const compare = (giver: JsonSchema, taker: JsonSchema, path: string): SchemaMismatch | null => {
		const one = resolve(giver, given);
		const other = resolve(taker, expected);
		const seen = underWay.get(one) ?? new Set();
		if (seen.has(other)) return null;
		underWay.set(one, seen.add(other));
		const mismatch = compareResolved(one, other, path);
		// An alternative that does not fit must not count as one that does where it is met again.
		if (mismatch !== null) seen.delete(other);
		return mismatch;
	};

	const compareResolved = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch | null => {
		const givenTypes = typesOf(one);
		const severalTypes = givenTypes !== undefined && givenTypes.length > 1;
		const givenBranches = severalTypes ? givenTypes.map((type) => ({ ...one, type })) : branchesOf(one);

		if (givenBranches !== undefined) return first(givenBranches, (branch) => compare(branch, other, path));
		const alternatives = branchesOf(other);
		if (alternatives !== undefined) {
			const mismatches = alternatives.map((branch) => compare(one, branch, path));
			if (mismatches.includes(null)) return null;
			return mismatches.length === 1 ? (mismatches[0] ?? null) : { path, reason: 'is none of what is expected' };
		}

		const types = typesOf(other);
		const fits = (type: string) => types?.includes(type) || (type === 'integer' && types?.includes('number'));
		if (types !== undefined && givenTypes !== undefined && !givenTypes.every(fits)) {
			return { path, reason: `is ${givenTypes.join(' or ')}, not ${types.join(' or ')}` };
		}
		const values = valuesOf(other);
		if (values !== undefined) {
			const unknown = valuesOf(one)?.find((value) => !values.includes(value));
			if (unknown !== undefined) return { path, reason: `may be ${JSON.stringify(unknown)}` };
			if (valuesOf(one) === undefined) return { path, reason: 'may be anything, and certain values are expected' };
		}
		return compareFields(one, other, path) ?? compareItems(one, other, path);
	};

	const compareFields = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch | null => {
		const fields = schemasOf(one.properties);
		const required = new Set(Array.isArray(one.required) ? one.required : []);
		const needed = new Set(Array.isArray(other.required) ? other.required : []);
		return first(Object.entries(schemasOf(other.properties)), ([name, field]) => {
			const at = path === '' ? name : `${path}.${name}`;
			const givenField = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (givenField === undefined) return needed.has(name) ? { path: at, reason: 'is gone' } : null;
			if (needed.has(name) && !required.has(name)) return { path: at, reason: 'may be missing' };
			return compare(givenField, field, at);
		});
	};

	const compareItems = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch | null =>
		first(['items', 'additionalProperties'], (key) => {
			const [inner, wanted] = [one[key], other[key]];
			return isSchema(inner) && isSchema(wanted) ? compare(inner, wanted, `${path}[]`) : null;
		});

	return compare(given, expected, '');
};

/** The first answer that is not `null`. */
const first = <T>(items: readonly T[], look: (item: T) => SchemaMismatch | null): SchemaMismatch | null => {
	for (const item of items) {
		const found = look(item);
		if (found !== null) return found;
	}
	return null;
};
