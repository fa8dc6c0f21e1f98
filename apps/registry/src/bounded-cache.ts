export interface BoundedCache<V> {
	get(key: string): V | undefined;
	set(key: string, value: V): void;
	delete(key: string): void;
}

/** Keeps the `maximum` entries that were used last. */
export const createBoundedCache = <V>({ maximum }: { maximum: number }): BoundedCache<V> => {
	const entries = new Map<string, V>();
	const put = (key: string, value: V): void => {
		// A map iterates in the order of insertion: putting an entry in again makes it the newest.
		entries.delete(key);
		entries.set(key, value);
	};
	return {
		delete: (key) => void entries.delete(key),
		get(key) {
			const value = entries.get(key);
			if (value !== undefined) put(key, value);
			return value;
		},
		set(key, value) {
			put(key, value);
			const oldest = entries.keys().next().value;
			if (entries.size > maximum && oldest !== undefined) entries.delete(oldest);
		},
	};
};
