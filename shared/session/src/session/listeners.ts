export interface Listeners<A extends unknown[]> {
	/** Returns its end. */
	add(listener: (...parts: A) => void): () => void;
	/** One that throws is reported, and keeps no other from hearing. One removed meanwhile may still hear. */
	call(...parts: A): void;
	clear(): void;
}

export const createListeners = <A extends unknown[]>(onFailed: (error: unknown) => void): Listeners<A> => {
	const listeners = new Set<(...parts: A) => void>();
	return {
		add(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		call(...parts) {
			for (const listener of [...listeners]) {
				try {
					listener(...parts);
				} catch (error) {
					onFailed(error);
				}
			}
		},
		clear: () => listeners.clear(),
	};
};
