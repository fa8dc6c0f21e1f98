import type { Change } from './change.ts';
import type { ResourceKey } from './resource-key.ts';

export interface Outcome {
	/** The same reference when nothing of it changed; rows that did not change keep theirs, too. */
	data: unknown;
	/** True when the change alone does not tell what the data is now, and it has to be fetched again. */
	stale?: boolean;
}

/** What the cache has to know about a kind of data. */
export interface CachedResource {
	/** The first element of its keys. */
	readonly name: string;
	fetch(key: ResourceKey): Promise<unknown>;
	/** What a change makes of the data under a key. Applying a change twice must be harmless. */
	apply(key: ResourceKey, data: unknown, change: Change): Outcome;
	/** The last touch before fetched data is shown, e.g. writes that are still on their way. */
	present?(data: unknown): unknown;
}
