/** The part of `LockManager` that is used. */
export interface TabLocks {
	request(
		name: string,
		options: { signal?: AbortSignal; steal?: boolean },
		callback: () => Promise<void>,
	): Promise<unknown>;
}

/** Who holds the lock leads; the browser passes it on when a tab ends, however it ends. */
export interface LeaderElection {
	/** Queues up for the lead. */
	campaign(): void;
	/** Takes the lead from whoever has it. */
	steal(): void;
	/** Gives the lead, or the place in the queue, up. */
	resign(): void;
}

export const createLeaderElection = ({
	locks,
	name,
	onElected,
	onDeposed,
}: {
	locks: TabLocks;
	name: string;
	onElected: () => void;
	/** The lead was stolen. This tab is in the queue again. */
	onDeposed: () => void;
}): LeaderElection => {
	let waiting: AbortController | null = null;
	let release: (() => void) | null = null;
	let run = 0;

	const resign = (): void => {
		run += 1;
		waiting?.abort();
		waiting = null;
		release?.();
		release = null;
	};

	const ask = (steal: boolean): void => {
		resign();
		const current = run;
		let held = false;
		const queue = new AbortController();
		waiting = queue;
		locks
			.request(name, steal ? { steal } : { signal: queue.signal }, () => {
				if (current !== run) return Promise.resolve();
				held = true;
				const holding = new Promise<void>((resolve) => {
					release = resolve;
				});
				onElected();
				return holding;
			})
			.catch(() => {
				if (current !== run) return;
				if (held) {
					onDeposed();
					ask(false);
				} else {
					// No locks for this page (an opaque origin): each tab is on its own.
					onElected();
				}
			});
	};

	return { campaign: () => ask(false), steal: () => ask(true), resign };
};
