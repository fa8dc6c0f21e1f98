import type { EventBus } from '@flotilla/event-bus';
import type { Change, Row } from './change.ts';
import type { Write } from './queued-writes.ts';
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
	/** The remote it belongs to. */
	readonly owner: string;
	/** Milliseconds for which what was fetched counts as fresh. */
	readonly ttl: number;
	/** Whether events tell of every change, so that nothing gets old while they come in. */
	readonly isLive: boolean;
	/**
	 * @param held what is known under the key so far.
	 * @param signal gives the request up, when nobody looks at what it would bring.
	 */
	fetch(key: ResourceKey, held: unknown, signal?: AbortSignal): Promise<unknown>;
	/**
	 * What a change makes of the data under a key. Applying a change twice must be harmless.
	 *
	 * @param before the row right before the change, as far as anything cached knew it.
	 */
	apply(key: ResourceKey, data: unknown, change: Change, before: Row | undefined): Outcome;
	/** What is shown of what the server said, with open writes laid over it. */
	present(key: ResourceKey, data: unknown, writes: readonly Write[]): unknown;
	/** The rows in the data under a key. */
	rowsIn(key: ResourceKey, data: unknown): readonly Row[];
	/** Tells of what events say until the signal aborts. */
	listen?(bus: EventBus, report: (change: Change) => void, signal: AbortSignal): void;
}
