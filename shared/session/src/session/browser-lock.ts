import type { Clock } from './clock.ts';

/** The part of `LockManager` that is used. */
export interface Locks {
	request<T>(name: string, options: LockRequest, callback: (lock: object | null) => Promise<T>): Promise<T>;
	query(): Promise<{ held?: { name?: string; clientId?: string }[] }>;
}

export interface LockRequest {
	/** Default `exclusive`. */
	mode?: 'exclusive' | 'shared';
	/** Gives up waiting. */
	signal?: AbortSignal;
	/** Does not wait; the callback gets null when somebody has the lock. Default false. */
	ifAvailable?: boolean;
	/** Takes the lock away from whoever has it. Default false. */
	steal?: boolean;
}

export interface BrowserLockOptions {
	/** Undefined: there are none, and the task runs at once. */
	locks: Locks | undefined;
	clock: Clock;
	name: string;
	/** Milliseconds to wait for one holder. */
	timeout: number;
	/** Ends the waiting, not the task; the call then rejects with its reason. */
	signal: AbortSignal;
}

/** How often a tab waits for the `timeout` before it goes on without the lock. */
const maximumWaits = 3;

/**
 * Runs `task` while no other tab runs its own. A lock may be orphaned: its tab froze, or the browser forgot to
 * release it. So whoever waited `timeout` for one and the same holder takes the lock away from it, one waiting tab
 * after the other: a thief that is at work is not robbed by the next one. After three waits the task runs all the
 * same, because a lock must not sign anybody out.
 */
export const withBrowserLock = async <T>(
	{ locks, clock, name, timeout, signal }: BrowserLockOptions,
	task: () => Promise<T>,
): Promise<T> => {
	if (locks === undefined) return task();

	/** The promise of a robbed request rejects, but its task goes on and its result still counts. */
	const run = async (request: LockRequest, onGranted: () => void): Promise<T> => {
		let work: Promise<T> | undefined;
		try {
			return await locks.request(name, request, () => {
				onGranted();
				work = task();
				return work;
			});
		} catch (error) {
			if (work === undefined) throw error;
			return work;
		}
	};

	const holder = async (): Promise<string | undefined> =>
		(await locks.query()).held?.find((lock) => lock.name === name)?.clientId;

	/** Null when there is no reason to: another tab has the lock by now, or is just taking it. */
	const steal = (suspect: string): Promise<{ work: Promise<T> } | null> =>
		locks.request(`${name}.steal`, { ifAvailable: true }, async (lock) => {
			if (lock === null || (await holder()) !== suspect) return null;
			const granted = Promise.withResolvers<void>();
			const work = run({ steal: true }, granted.resolve);
			// Held until the lock has changed hands, no longer: the next thief then sees another holder.
			await Promise.race([granted.promise, work]);
			return { work };
		});

	for (let wait = 0; wait < maximumWaits; wait += 1) {
		const expiry = new AbortController();
		const timer = clock.setTimeout(() => expiry.abort(), timeout);
		const suspected = holder().catch(() => undefined);
		let isGranted = false;
		try {
			return await run({ signal: AbortSignal.any([signal, expiry.signal]) }, () => {
				isGranted = true;
				clock.clearTimeout(timer);
			});
		} catch (error) {
			if (isGranted || signal.aborted) throw error;
			// Refused, as in a sandboxed frame, and not given up.
			if (!expiry.signal.aborted) return task();
		} finally {
			clock.clearTimeout(timer);
		}
		const suspect = await suspected;
		const stolen = suspect === undefined ? null : await steal(suspect);
		if (stolen !== null) return stolen.work;
	}
	return task();
};
