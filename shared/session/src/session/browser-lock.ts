import type { Clock } from './clock.ts';

/** The part of `LockManager` that is used. */
export interface Locks {
	request<T>(name: string, options: { signal: AbortSignal }, callback: () => Promise<T>): Promise<T>;
}

/**
 * Runs `task` while no other tab runs its own. Waits at most `timeout` ms for the others, then runs all the
 * same: a tab that froze while it held the lock must not sign the others out.
 */
export const withBrowserLock = async <T>(
	{ locks, clock, name, timeout }: { locks: Locks | undefined; clock: Clock; name: string; timeout: number },
	task: () => Promise<T>,
): Promise<T> => {
	if (locks === undefined) return task();
	const waiting = new AbortController();
	const timer = clock.setTimeout(() => waiting.abort(), timeout);
	let running = false;
	try {
		return await locks.request(name, { signal: waiting.signal }, () => {
			running = true;
			clock.clearTimeout(timer);
			return task();
		});
	} catch (error) {
		if (running || !waiting.signal.aborted) throw error;
		return task();
	} finally {
		clock.clearTimeout(timer);
	}
};
