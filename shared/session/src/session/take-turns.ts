import { type Locks, withBrowserLock } from './browser-lock.ts';
import type { Clock } from './clock.ts';
import { codeOf } from './error-code.ts';
import { refreshLockName } from './lock-names.ts';

interface Turn {
	locks: Locks | undefined;
	clock: Clock;
	/** Milliseconds to wait for one other tab. */
	lockTimeout: number;
	/** Milliseconds between attempts while nobody answers. */
	retryDelays: readonly number[];
	/** Ends all waiting. */
	signal: AbortSignal;
	/** Whether there is nothing left to do: asked again after each wait. */
	isOver(): boolean;
	/** What one tab does at a time. */
	attempt(): Promise<void>;
}

/**
 * Makes attempts until one succeeds or none is needed any more, one tab at a time. The lock is let go between two
 * attempts, so that another tab may have better luck. Rejects with what the last attempt rejected with.
 */
export const takeTurns = async (turn: Turn): Promise<void> => {
	const { locks, clock, lockTimeout, retryDelays, signal, isOver, attempt } = turn;
	const once = async (): Promise<void> => {
		if (!isOver()) await attempt();
	};
	for (const delay of [...retryDelays, null]) {
		try {
			return await withBrowserLock({ locks, clock, name: refreshLockName, timeout: lockTimeout, signal }, once);
		} catch (error) {
			if (isOver()) return;
			if (delay === null || !mayPass(error)) throw error;
			await pause(delay, turn);
			if (isOver()) return;
		}
	}
};

const pause = (delay: number, { clock, signal }: Turn): Promise<void> =>
	new Promise((resolve) => {
		const timer = clock.setTimeout(resolve, delay);
		const leave = (): void => {
			clock.clearTimeout(timer);
			resolve();
		};
		signal.addEventListener('abort', leave, { once: true });
	});

/** Nobody answered, or somebody in between did. */
const mayPass = (error: unknown): boolean => {
	const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
	return ['NETWORK_ERROR', 'TIMEOUT'].includes(codeOf(error)) || (status >= 502 && status <= 504);
};
