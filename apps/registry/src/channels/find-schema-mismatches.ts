import {
	branchesOf,
	isSchema,
	type JsonSchema,
	propertiesOf,
	requiredOf,
	resolveReference,
	typesOf,
	valuesOf,
} from './json-schema.ts';

/** How a value may not be what is expected. */
export type MismatchKind = 'gone' | 'optional' | 'type' | 'value' | 'limit' | 'unknown' | 'alternative';

export interface SchemaMismatch {
	/** Where in the value, e.g. `user.name` or `list[].id`; empty for all of it. */
	path: string;
	kind: MismatchKind;
	/** What is wrong there, to follow `<path> `. */
	reason: string;
}

export interface CompareOptions {
	/** What references of `given` are looked up in. Default: `given` itself. */
	givenRoot?: JsonSchema;
	/** The same of `expected`. */
	expectedRoot?: JsonSchema;
	/**
	 * Whether the taker refuses what it does not expect, as a server does with a request: fields that it does not know
	 * count, and so do limits that are narrower than those of the giver. Default false.
	 */
	strict?: boolean;
}

/** Schemas are what others have published: what is larger than these is not compared to its end. */
const maximumComparisons = 20_000;
const maximumDepth = 200;

/** Limits that a value may not pass, and whether the taker's may be smaller than the giver's or greater. */
const limits = [
	{ key: 'maxLength', narrower: (given: number, taken: number) => taken < given, words: 'longer than' },
	{ key: 'maximum', narrower: (given: number, taken: number) => taken < given, words: 'more than' },
	{ key: 'maxItems', narrower: (given: number, taken: number) => taken < given, words: 'a list of more than' },
	{ key: 'minLength', narrower: (given: number, taken: number) => taken > given, words: 'shorter than' },
	{ key: 'minimum', narrower: (given: number, taken: number) => taken > given, words: 'less than' },
	{ key: 'minItems', narrower: (given: number, taken: number) => taken > given, words: 'a list of less than' },
] as const;

/**
 * Where a value of `given` may be none of `expected`; an empty list when each is. Types, fields, items, alternatives and
 * listed values are compared, and with `strict` limits that both name; formats, patterns and `allOf` are not.
 */
export const findSchemaMismatches = (
	given: JsonSchema,
	expected: JsonSchema,
	{ givenRoot = given, expectedRoot = expected, strict = false }: CompareOptions = {},
): SchemaMismatch[] => {
	/** Pairs that are being compared: a schema that contains itself fits if the rest does. */
	const underWay = new Map<JsonSchema, Set<JsonSchema>>();

	let comparisons = 0;
	let depth = 0;

	const compare = (giver: JsonSchema, taker: JsonSchema, path: string): SchemaMismatch[] => {
		// A schema may be `true`, which says nothing.
		if (!isSchema(giver) || !isSchema(taker)) return [];
		comparisons += 1;
		if (comparisons > maximumComparisons || depth === maximumDepth) return [];
		const one = resolveReference(giver, givenRoot);
		const other = resolveReference(taker, expectedRoot);
		const seen = underWay.get(one) ?? new Set();
		if (seen.has(other)) return [];
		underWay.set(one, seen.add(other));
		depth += 1;
		const mismatches = compareResolved(one, other, path);
		depth -= 1;
		// Met again at another place it has to be told there as well, and an alternative that does not fit must not pass.
		if (mismatches.length > 0) seen.delete(other);
		return mismatches;
	};

	const compareResolved = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch[] => {
		const givenTypes = typesOf(one);
		const severalTypes = givenTypes !== undefined && givenTypes.length > 1;
		const givenBranches = severalTypes ? givenTypes.map((type) => ({ ...one, type })) : branchesOf(one);
		if (givenBranches !== undefined) return distinct(givenBranches.flatMap((branch) => compare(branch, other, path)));

		const alternatives = branchesOf(other);
		if (alternatives !== undefined)
			return closest(
				alternatives.map((branch) => compare(one, branch, path)),
				path,
			);

		const types = typesOf(other);
		const fits = (type: string) => types?.includes(type) || (type === 'integer' && types?.includes('number'));
		if (types !== undefined && givenTypes !== undefined && !givenTypes.every(fits)) {
			return [{ path, kind: 'type', reason: `is ${givenTypes.join(' or ')}, not ${types.join(' or ')}` }];
		}
		const values = valuesOf(other);
		if (values !== undefined) {
			const givenValues = valuesOf(one);
			if (givenValues === undefined) {
				return [{ path, kind: 'value', reason: 'may be anything, and certain values are expected' }];
			}
			const unknown = givenValues.filter((value) => !values.includes(value));
			if (unknown.length > 0)
				return unknown.map((value) => ({ path, kind: 'value', reason: `may be ${JSON.stringify(value)}` }));
		}
		return [...compareLimits(one, other, path), ...compareFields(one, other, path), ...compareItems(one, other, path)];
	};

	const compareLimits = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch[] =>
		!strict
			? []
			: limits.flatMap(({ key, narrower, words }): SchemaMismatch[] => {
					const [giver, taker] = [one[key], other[key]];
					if (typeof giver !== 'number' || typeof taker !== 'number' || !narrower(giver, taker)) return [];
					return [{ path, kind: 'limit', reason: `may be ${words} ${taker}` }];
				});

	const compareFields = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch[] => {
		const [fields, wanted] = [propertiesOf(one), propertiesOf(other)];
		const [required, needed] = [requiredOf(one), requiredOf(other)];
		const at = (name: string) => (path === '' ? name : `${path}.${name}`);
		const ofWanted = Object.entries(wanted).flatMap(([name, field]): SchemaMismatch[] => {
			const givenField = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (givenField === undefined)
				return needed.has(name) ? [{ path: at(name), kind: 'gone', reason: 'is gone' }] : [];
			const mismatches = compare(givenField, field, at(name));
			if (!needed.has(name) || required.has(name)) return mismatches;
			return [{ path: at(name), kind: 'optional', reason: 'may be missing' }, ...mismatches];
		});
		// A record takes fields of any name, and `true` or `{}` anything.
		const takesOthers = other.additionalProperties === true || isSchema(other.additionalProperties);
		if (!strict || takesOthers || !isSchema(other.properties)) return ofWanted;
		const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(wanted, name));
		return [
			...ofWanted,
			...unknown.map((name): SchemaMismatch => ({ path: at(name), kind: 'unknown', reason: 'is not known' })),
		];
	};

	const compareItems = (one: JsonSchema, other: JsonSchema, path: string): SchemaMismatch[] =>
		['items', 'additionalProperties'].flatMap((key) => {
			const [inner, wanted] = [one[key], other[key]];
			return isSchema(inner) && isSchema(wanted) ? compare(inner, wanted, `${path}[]`) : [];
		});

	return compare(given, expected, '');
};

const distinct = (mismatches: readonly SchemaMismatch[]): SchemaMismatch[] => [
	...new Map(mismatches.map((mismatch) => [`${mismatch.path} ${mismatch.reason}`, mismatch])).values(),
];

/** Of alternatives none of which fits, what is wrong with the one that is nearest; if that is a matter of taste, all of it. */
const closest = (tried: readonly SchemaMismatch[][], path: string): SchemaMismatch[] => {
	const fewest = Math.min(...tried.map(({ length }) => length));
	const nearest = tried.filter(({ length }) => length === fewest);
	const [one = []] = nearest;
	if (nearest.length === 1 || fewest === 0) return one;
	return [{ path, kind: 'alternative', reason: 'is none of what is expected' }];
};
