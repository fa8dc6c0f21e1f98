import type { EventPayload, Permission, User } from '@flotilla/contracts';
import type { StoreApi } from 'zustand/vanilla';

/**
 * `requested`: by the person; `expired`: it ran out; `revoked`: somebody took it away, or deactivated the account;
 * `replaced`: another person signed in in this browser.
 */
export type SessionEndReason = EventPayload<'session:signed-out'>['reason'];

export interface SessionState {
	/** `restoring`: not known yet. */
	status: 'restoring' | 'signed-out' | 'signed-in';
	/** Null unless signed in. */
	user: User | null;
	/** Empty unless signed in. */
	permissions: readonly Permission[];
	/**
	 * Signed in by what this device remembers: the server could not be asked yet. There is no token, and what the page
	 * shows is what it kept. False as soon as the server says who it is.
	 */
	isProvisional: boolean;
	/** Why the last session ended; null when there was none, or when signed in. */
	endedBecause: SessionEndReason | null;
}

/** Changed by the session alone. */
export type SessionStore = Pick<StoreApi<SessionState>, 'getState' | 'getInitialState' | 'subscribe'>;

export const restoring: SessionState = {
	status: 'restoring',
	user: null,
	permissions: [],
	isProvisional: false,
	endedBecause: null,
};
