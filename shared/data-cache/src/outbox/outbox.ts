import type { NewOperation, Operation } from './operation.ts';

type Unsubscribe = () => void;

/** How an operation left the outbox. */
export interface EndedOperation {
	readonly operation: Operation;
	/** `unknown`: while this page slept; it was carried out or discarded. */
	readonly outcome: 'carried-out' | 'discarded' | 'unknown';
	/** What the server answered; undefined: that is not known. */
	readonly answer?: unknown;
}

/**
 * What one person wrote and the server has not confirmed yet: kept in IndexedDB, sent in order, by one tab at a time,
 * each exactly once. Everything rejects with an `OutboxError`, and what waits goes on waiting.
 */
export interface Outbox {
	/** The person whose writes these are. */
	readonly userId: string;
	/**
	 * Resolves once it is stored for good; sending begins by itself. Operations on the same target keep their order, and
	 * a guarded one follows the version that the one before results in. Rejects with `OUTBOX_FULL` or `OUTBOX_REFUSED`.
	 */
	enqueue(operation: NewOperation): Promise<Operation>;
	/** What waits, in order; the same array until something changes. */
	list(): readonly Operation[];
	/** Whether something would be lost if it were cleared. */
	hasUnsent(): boolean;
	/** What would go with this one if it were discarded; empty unless it is a create. */
	dependantsOf(id: string): readonly Operation[];
	/** Sends a failed operation again. Rejects with `OUTBOX_WRONG_STATE` for one that has not failed. */
	retry(id: string): Promise<void>;
	/** Answers what was taken away: the operation and, for a create, what depends on it. Not while it is being sent. */
	discard(id: string): Promise<readonly Operation[]>;
	/**
	 * Takes back a write: discards it, after the attempt to send it that may be under way. Answers whether that was in
	 * time; false: the server has it, or nobody knows it.
	 */
	withdraw(id: string): Promise<boolean>;
	/**
	 * Settles a conflict. `mine`: the version of now is read, and the change is made on that. `theirs`: the change is
	 * discarded. Rejects with the error of reading, and the conflict stays.
	 */
	resolve(id: string, side: 'mine' | 'theirs'): Promise<void>;
	/** Sends what can be sent, without waiting for the end of a backoff. Resolves when nothing more can be sent now. */
	flush(): Promise<void>;
	/** Called after every change of the list, made in any tab. */
	subscribe(callback: () => void): Unsubscribe;
	/** Called for everything that leaves, whichever tab sent or discarded it, and before `subscribe` is. */
	onEnded(callback: (ended: EndedOperation) => void): Unsubscribe;
	/** Forgets everything, in every tab. */
	clear(): Promise<void>;
	/** Forgets everything, lets go, and leaves no database behind. */
	remove(): Promise<void>;
	/** Lets go of database, channel and timers. What waits stays. */
	dispose(): void;
}
