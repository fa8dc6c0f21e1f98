import type { WriteQueue } from '../cache/queued-writes.ts';
import type { DataCache } from '../data-cache.ts';
import type { NetworkState } from '../network/network-state.ts';
import type { Operation } from '../outbox/operation.ts';
import type { Outbox } from '../outbox/outbox.ts';

/**
 * - `closed`: nobody is signed in.
 * - `opening`: its code and its database are on their way.
 * - `open`: what is written without a network waits.
 * - `unavailable`: this browser keeps nothing; what is written without a network fails.
 */
export type OutboxStatus = 'closed' | 'opening' | 'open' | 'unavailable';

export interface OutboxView {
	readonly status: OutboxStatus;
	/** What waits, in order. */
	readonly operations: readonly Operation[];
}

/** What a page does without a network: it reads what an earlier visit kept, and what it writes waits. */
export interface Offline {
	readonly network: NetworkState;
	/** For `createDataCache`. */
	readonly queue: WriteQueue;
	/** Begins for a person: what was kept is restored, what waits is shown and sent. */
	start(userId: string, cache: DataCache): void;
	/**
	 * What the person who left kept is wiped. What waits is wiped, too, when they asked to be signed out; if their session
	 * merely ended, or another person took their place, it waits for them to come back.
	 */
	stop(reason: 'requested' | 'expired' | 'revoked' | 'replaced'): Promise<void>;
	/** Settles once what was kept is shown, or it takes too long; at once while nobody is signed in. */
	restored(): Promise<void>;
	/** The same object until something changes. */
	view(): OutboxView;
	/** Called after every change of `view`. Returns its end. */
	subscribe(callback: () => void): () => void;
	/** The open outbox. Rejects with `OUTBOX_UNAVAILABLE` when there is none. */
	outbox(): Promise<Outbox>;
	dispose(): void;
}
