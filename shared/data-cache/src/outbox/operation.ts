import type { FieldErrors } from '@flotilla/contracts';

export type OperationAction = 'create' | 'update' | 'remove';

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
export interface Operation {
	readonly id: string;
	/** Its place in the order. */
	readonly sequence: number;
	/** Grows with each change of this operation, so that news of it can arrive in any order. */
	readonly revision: number;
	/** What kind of thing is written, e.g. `users` or `data/notes`. */
	readonly resource: string;
	readonly action: OperationAction;
	/** Group and name of a row of the contract's `endpoints`, e.g. `users.update`. */
	readonly endpoint: string;
	readonly params: Readonly<Record<string, string>>;
	readonly body: unknown;
	/** The version it was made on; null overwrites whatever is there. */
	readonly ifMatch: number | null;
	/** The id of what is written. */
	readonly targetId: string;
	/** True while `targetId` was made up here and the server will choose another. */
	readonly temporaryId: boolean;
	/** Operations that have to be carried out before. */
	readonly dependsOn: readonly string[];
	readonly onConflict: ConflictPolicy;
	/** Names its one effect to the server. */
	readonly idempotencyKey: string;
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

export interface NewOperation {
	/** Default: a new one. Asked for a second time with the same id, the one that waits is answered. */
	id?: string | undefined;
	resource: string;
	action: OperationAction;
	endpoint: string;
	/** Default: none. */
	params?: Readonly<Record<string, string>> | undefined;
	/** Anything JSON can say. Default: none. */
	body?: unknown;
	/** The version shown to whoever made the change. Default null: whatever is there is overwritten. */
	ifMatch?: number | null | undefined;
	targetId: string;
	/** For a `create` whose id the server chooses: `targetId` stands for it until then. Default false. */
	temporaryId?: boolean | undefined;
	/** Ids of operations that come first; earlier ones of the same target do so anyway. Default: none. */
	dependsOn?: readonly string[] | undefined;
	/** Default `ask`. */
	onConflict?: ConflictPolicy | undefined;
}
