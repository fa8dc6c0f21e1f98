declare const shape: unique symbol;

/**
 * Names a piece of the server's data: resource, kind and what narrows it down. `T` is what is cached under it. Made by
 * the `keys` of a resource alone, so that a key which nobody fills does not compile. Equal contents are equal keys.
 */
export type ResourceKey<T = unknown> = readonly [resource: string, kind: string, ...rest: readonly unknown[]] & {
	readonly [shape]: T;
};

/** For the `keys` of resources, which know what is cached under them. */
export const toKey = <T>(resource: string, kind: string, ...rest: readonly unknown[]): ResourceKey<T> =>
	[resource, kind, ...rest] as unknown as ResourceKey<T>;

/**
 * A query as it goes into a key: without what was left open, so that `{ search: '' }`, `{ search: undefined }`,
 * `{ filter: {} }` and `{}` are one list. An empty cursor says something: from the first row, by cursor.
 */
export const keyQuery = <Q extends object>(query: Q): Q =>
	Object.fromEntries(
		Object.entries(query).flatMap(([name, value]) => {
			const kept = isGroup(value) ? withoutUndefined(value) : value;
			return kept === undefined || (kept === '' && name !== 'cursor') ? [] : [[name, kept]];
		}),
	) as Q;

const isGroup = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutUndefined = (group: object): object | undefined => {
	const kept = Object.entries(group).filter(([, value]) => value !== undefined);
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
};
