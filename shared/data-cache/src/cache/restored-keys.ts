import { serializeKey } from './cache-store.ts';
import type { ResourceKey } from './resource-key.ts';

/** What is shown from an earlier visit, and has not been fetched since. */
export interface RestoredKeys {
	add(key: ResourceKey): void;
	has(key: ResourceKey): boolean;
	/** It was fetched. */
	remove(key: ResourceKey): void;
	clear(): void;
	/** Called after every change. Returns its end. */
	subscribe(callback: () => void): () => void;
}

export const createRestoredKeys = (): RestoredKeys => {
	const names = new Set<string>();
	const listeners = new Set<() => void>();
	const tell = (): void => {
		for (const listener of [...listeners]) listener();
	};
	return {
		add(key) {
			names.add(serializeKey(key));
			tell();
		},
		has: (key) => names.size > 0 && names.has(serializeKey(key)),
		remove(key) {
			if (names.delete(serializeKey(key))) tell();
		},
		clear() {
			if (names.size === 0) return;
			names.clear();
			tell();
		},
		subscribe(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
	};
};
