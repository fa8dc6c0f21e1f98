import type { ResourceKey } from './resource-key.ts';

/** What is known under one key, as plain data. */
export interface CachedEntry {
	readonly key: ResourceKey;
	readonly data: unknown;
	/** Milliseconds since 1970. */
	readonly fetchedAt: number;
}

/** How things stand under one key, for whoever looks into the cache. */
export interface InspectedEntry {
	readonly key: ResourceKey;
	/** What is shown: what the server said, with the open writes over it. */
	readonly shown: unknown;
	/** The remote that the resource belongs to; null where nobody runs it any longer. */
	readonly owner: string | null;
	/** Milliseconds since 1970. */
	readonly fetchedAt: number;
	readonly isFresh: boolean;
	readonly isFetching: boolean;
	/** How many components look at it. */
	readonly watchers: number;
}
