/** Fetches a key again at once, but not more often than every `interval` ms: a burst of events is one or two fetches. */
export interface RefetchQueue {
	add(name: string, refetch: () => void): void;
	clear(): void;
}

export const createRefetchQueue = (interval: number): RefetchQueue => {
	const waiting = new Map<string, ReturnType<typeof setTimeout>>();
	const last = new Map<string, number>();
	return {
		add(name, refetch) {
			if (waiting.has(name)) return;
			const wait = Math.max(0, (last.get(name) ?? Number.NEGATIVE_INFINITY) + interval - Date.now());
			// Never in the same turn: the changes of one turn are one reason to fetch.
			const timer = setTimeout(() => {
				waiting.delete(name);
				last.set(name, Date.now());
				refetch();
			}, wait);
			waiting.set(name, timer);
		},
		clear() {
			for (const timer of waiting.values()) clearTimeout(timer);
			waiting.clear();
			last.clear();
		},
	};
};
