import type { Clock } from '@flotilla/event-bus';

/** The part of `LockManager` that is used. */
export interface ReplayLocks {
	request<T>(name: string, options: { signal?: AbortSignal; steal?: boolean }, callback: () => Promise<T>): Promise<T>;
}

interface ReplayLockOptions {
	/** Undefined where there are none: the lease in the database alone then decides. */
	locks: ReplayLocks | undefined;
	name: string;
	clock: Clock;
	signal: AbortSignal;
	/** Whether the holder has shown no sign of life for too long. */
	isHolderDead(): Promise<boolean>;
	/** Milliseconds between looks at the holder. */
	lookEvery: number;
}

/**
 * Runs `task` in one tab at a time. A holder that shows no sign of life, because its tab is frozen, loses the lock to
 * whoever waits. Should it wake up, its transactions find another owner in the database and change nothing.
 *
 * @returns false when `signal` aborted before it was this tab's turn.
 */
export const withReplayLock = async (
	{ locks, name, clock, signal, isHolderDead, lookEvery }: ReplayLockOptions,
	task: () => Promise<void>,
): Promise<boolean> => {
	if (signal.aborted) return false;
	if (locks === undefined) {
		await task();
		return true;
	}
	const waiting = new AbortController();
	const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<void>();
	const stop = (): void => {
		waiting.abort();
		giveUp();
	};
	signal.addEventListener('abort', stop);
	let timer: unknown;
	let isStealing = false;
	let isRunning = false;
	const run = (): Promise<void> => {
		isRunning = true;
		clock.clearTimeout(timer);
		// Who gives up lets the next one in at once, whatever the task still waits for.
		return Promise.race([task(), givenUp]);
	};
	const look = async (): Promise<void> => {
		const isDead = await isHolderDead().catch(() => false);
		if (isRunning || waiting.signal.aborted) return;
		if (isDead) {
			isStealing = true;
			waiting.abort();
		} else timer = clock.setTimeout(look, lookEvery);
	};
	timer = clock.setTimeout(look, lookEvery);
	try {
		await locks.request(name, { signal: waiting.signal }, run);
		return true;
	} catch (error) {
		// Stolen by another tab, which goes on in this one's place.
		if (isRunning && isAbort(error)) return true;
		if (isRunning || !waiting.signal.aborted) throw error;
		if (!isStealing || signal.aborted) return false;
		try {
			await locks.request(name, { steal: true }, run);
		} catch (stolen) {
			if (!isAbort(stolen)) throw stolen;
		}
		return true;
	} finally {
		clock.clearTimeout(timer);
		signal.removeEventListener('abort', stop);
	}
};

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
