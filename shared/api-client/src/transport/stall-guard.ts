export interface StallGuard {
	/** Aborts when the transfer stalls and when the caller aborts. */
	signal: AbortSignal;
	/** True once the guard itself gave up. */
	stalled(): boolean;
	/** Something moved. */
	moved(): void;
	stop(): void;
}

/** A transfer may take as long as it likes, while it moves: it is given up after `limit` ms without progress. */
export const createStallGuard = (limit: number, caller: AbortSignal | undefined): StallGuard => {
	const controller = new AbortController();
	let stalled = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const moved = (): void => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			stalled = true;
			controller.abort();
		}, limit);
	};
	moved();
	return {
		signal: caller === undefined ? controller.signal : AbortSignal.any([controller.signal, caller]),
		stalled: () => stalled,
		moved,
		stop: () => clearTimeout(timer),
	};
};
