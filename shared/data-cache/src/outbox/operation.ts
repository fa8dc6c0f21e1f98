import type { FieldErrors } from '@flotilla/contracts';
import type { Write } from '../cache/queued-writes.ts';

/**
 * - `waiting`: for its turn, for what it depends on, or for the network.
 * - `sending`: handed to the network; it may or may not have taken effect. One left so by a page that was killed is
 *   sent again under its key.
 * - `failed`: refused for a reason that does not pass by itself; waits for `retry` or `discard`.
 * - `conflict`: somebody else changed the same thing first; waits for `resolve` or `discard`.
 *
 * What was carried out is not in the outbox any more.
 */
export type OperationState = 'waiting' | 'sending' | 'failed' | 'conflict';

/** What happens when somebody else was faster: a person is asked, or one side wins without being asked. */
export type ConflictPolicy = 'ask' | 'mine' | 'theirs';

export interface OperationError {
	readonly code: string;
	/** HTTP status; 0 when there was no answer. */
	readonly status: number;
	readonly message: string;
	readonly errors?: FieldErrors;
}

/** One write on its way to the server. */
export interface Operation extends Omit<Write, 'ifMatch'> {
	/** Its place in the order. */
	readonly sequence: number;
	/** Grows with each change of this operation, so that news of it can arrive in any order. */
	readonly revision: number;
	/** The version it was made on; null overwrites whatever is there. */
	readonly ifMatch: number | null;
	/** Operations that have to be carried out before. */
	readonly dependsOn: readonly string[];
	readonly onConflict: ConflictPolicy;
	readonly state: OperationState;
	/** Milliseconds since 1970, by this device. */
	readonly createdAt: number;
	/** When it was first handed to the network; null: never, so it cannot have had an effect. */
	readonly firstSentAt: number | null;
	/** How often it was handed to the network. */
	readonly attempts: number;
	/** Bytes of what was asked for, as JSON. */
	readonly size: number;
	/** Of the last attempt; null when there was none. */
	readonly error: OperationError | null;
}

/** A write to queue. One that waits already, by its id, is not queued a second time. */
export interface NewOperation extends Write {
	/** Ids of operations that come first; earlier ones of the same rows do so anyway. Default: none. */
	readonly dependsOn?: readonly string[] | undefined;
	/** Default `ask`. */
	readonly onConflict?: ConflictPolicy | undefined;
}
