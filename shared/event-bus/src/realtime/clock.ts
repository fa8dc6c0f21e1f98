/** Time as the packages of the client see it; all durations in milliseconds. */
export interface Clock {
	now(): number;
	setTimeout(callback: () => void, delay: number): unknown;
	clearTimeout(handle: unknown): void;
}

/** Looks the globals up at each call, so that a fake clock installed later is used. */
export const systemClock: Clock = {
	now: () => Date.now(),
	setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
	clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};
