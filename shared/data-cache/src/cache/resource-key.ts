/** Resource, kind and what narrows it down, e.g. `['users', 'detail', id]`. Equal contents are equal keys. */
export type ResourceKey = readonly [resource: string, kind: string, ...rest: readonly unknown[]];

/**
 * A query as it goes into a key: without what was left open, so that `{ search: '' }`, `{ search: undefined }`
 * and `{}` are one list.
 */
export const keyQuery = <Q extends object>(query: Q): Q =>
	Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')) as Q;
