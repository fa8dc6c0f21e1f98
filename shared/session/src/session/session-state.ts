import type { EventPayload, Permission, User } from '@flotilla/contracts';
import type { StoreApi } from 'zustand/vanilla';

/** `requested`: by the person; `expired`: it ran out; `revoked`: somebody took it away, or deactivated the account. */
export type SessionEndReason = EventPayload<'session:signed-out'>['reason'];

export interface SessionState {
	/** `restoring`: not known yet. */
	status: 'restoring' | 'signed-out' | 'signed-in';
	/** Null unless signed in. */
	user: User | null;
	/** Empty unless signed in. */
	permissions: readonly Permission[];
	/** Why the last session ended; null when there was none, or when signed in. */
	endedBecause: SessionEndReason | null;
}

/** Changed by the session alone. */
export type SessionStore = Pick<StoreApi<SessionState>, 'getState' | 'getInitialState' | 'subscribe'>;

export const restoring: SessionState = { status: 'restoring', user: null, permissions: [], endedBecause: null };
