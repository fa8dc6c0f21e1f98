/** What is known of the attempts to sign in to one account. Instants are milliseconds since 1970. */
export interface AttemptState {
	/** Attempts in the window that did not succeed, the running ones included. */
	failures: number;
	windowStartedAt: number;
	/** Locks in a row. */
	locks: number;
	lockedUntil: number | null;
	lastAttemptAt: number;
}

/** Seconds, but for `limit`. */
export interface LockPolicy {
	/** Failures that lock. 0: none do. */
	limit: number;
	window: number;
	/** Of the first lock; each next one is twice as long, */
	lock: number;
	/** up to this. */
	longestLock: number;
	/** After as long without an attempt all is forgotten. */
	memory: number;
}

export type CountedAttempt =
	/** `locks`: this attempt may still succeed, but is the last one for now. */
	{ outcome: 'allowed'; state: AttemptState; locks: boolean } | { outcome: 'locked'; lockedUntil: number };

/**
 * Counts an attempt before its password is looked at, so that many at once are not all let through:
 * the one that reaches the limit already locks, and takes that back when it succeeds.
 */
export const countAttempt = (known: AttemptState | undefined, now: number, policy: LockPolicy): CountedAttempt => {
	if (known?.lockedUntil != null && known.lockedUntil > now) {
		return { outcome: 'locked', lockedUntil: known.lockedUntil };
	}
	const isFresh = known === undefined || now - known.lastAttemptAt > policy.memory * 1000;
	const beginsWindow = isFresh || known.lockedUntil !== null || now - known.windowStartedAt > policy.window * 1000;
	const failures = beginsWindow ? 1 : known.failures + 1;
	const earlierLocks = isFresh ? 0 : known.locks;
	const locks = policy.limit > 0 && failures >= policy.limit;
	const seconds = Math.min(policy.longestLock, policy.lock * 2 ** Math.min(earlierLocks, 30));
	return {
		outcome: 'allowed',
		locks,
		state: {
			failures,
			windowStartedAt: beginsWindow ? now : known.windowStartedAt,
			locks: locks ? earlierLocks + 1 : earlierLocks,
			lockedUntil: locks ? now + seconds * 1000 : null,
			lastAttemptAt: now,
		},
	};
};

/** The state as if the attempt that led to it had not been made. */
export const takeBackAttempt = (state: AttemptState, { locks }: { locks: boolean }): AttemptState => ({
	...state,
	failures: Math.max(0, state.failures - 1),
	locks: locks ? state.locks - 1 : state.locks,
	lockedUntil: locks ? null : state.lockedUntil,
});
