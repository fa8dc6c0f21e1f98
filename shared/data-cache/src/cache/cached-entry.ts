import type { ResourceKey } from './resource-key.ts';

/** What is known under one key, as plain data. */
export interface CachedEntry {
	readonly key: ResourceKey;
	readonly data: unknown;
	/** Milliseconds since 1970. */
	readonly fetchedAt: number;
}
