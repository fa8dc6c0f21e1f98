/** Fetches a key again at once, but not more often than every `interval` ms: a burst of events is one or two fetches. */
export interface RefetchQueue {
	/** `atOnce`: whatever was fetched just now. For what somebody did on this page and looks at. Default false. */
	add(name: string, refetch: () => void, options?: { atOnce?: boolean }): void;
	clear(): void;
}

interface Waiting {
	timer: ReturnType<typeof setTimeout>;
	/** As `performance.now()`: a device whose clock is set back meanwhile is not to wait for it. */
	due: number;
}

export const createRefetchQueue = (interval: number): RefetchQueue => {
	const waiting = new Map<string, Waiting>();
	const last = new Map<string, number>();
	return {
		add(name, refetch, { atOnce = false } = {}) {
			const now = performance.now();
			const due = atOnce ? now : Math.max(now, (last.get(name) ?? Number.NEGATIVE_INFINITY) + interval);
			const earlier = waiting.get(name);
			if (earlier !== undefined) {
				if (earlier.due <= due) return;
				clearTimeout(earlier.timer);
			}
			// Never in the same turn: the changes of one turn are one reason to fetch.
			const timer = setTimeout(() => {
				waiting.delete(name);
				last.set(name, performance.now());
				refetch();
			}, due - now);
			waiting.set(name, { timer, due });
		},
		clear() {
			for (const { timer } of waiting.values()) clearTimeout(timer);
			waiting.clear();
			last.clear();
		},
	};
};
