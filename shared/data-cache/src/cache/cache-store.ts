import { createCacheHelper, initCache, type ScopedMutator, serialize, type Unloader } from 'swr/_internal';
import type { ResourceKey } from './resource-key.ts';

interface State {
	data?: unknown;
	/** SWR keeps the key as it was written here. */
	_k?: ResourceKey;
}

/** What is on screen: the data that hooks show, and SWR's state around it. */
export interface CacheStore {
	/** For `SWRConfig`'s `provider`. */
	readonly map: Map<string, State>;
	read(key: ResourceKey): unknown;
	/** Puts data in place without a fetch, and without discarding a fetch that is on its way. */
	write(key: ResourceKey, data: unknown): void;
	/** Fetches again what is on screen; the rest is fetched when it comes back on screen. */
	revalidate(matches: (key: ResourceKey) => boolean): void;
	/** Forgets everything; what is on its way is dropped when it arrives. */
	clear(): void;
	dispose(): void;
}

export const serializeKey = (key: ResourceKey): string => serialize(key as never)[0];

/**
 * SWR's state for one map, set up here and not by a component: the first `SWRConfig` that sets up a
 * provider takes SWR's state away when it unmounts, from under all the others. This one lasts until `dispose`.
 *
 * Data is written by SWR's own setter and not by `mutate`: `mutate` discards every fetch in flight,
 * so that a busy stream of events would keep a list from ever arriving.
 */
export const createCacheStore = (): CacheStore => {
	const map = new Map<string, State>();
	// When to fetch again on coming back is decided by who knows how old the data is.
	const initialised = initCache(map as never, { initFocus: () => undefined, initReconnect: () => undefined });
	if (initialised === undefined) throw new Error('SWR did not set up its cache.');
	const [, mutate, , release, unload] = initialised as [
		unknown,
		ScopedMutator,
		unknown,
		(() => void) | undefined,
		Unloader,
	];

	return {
		map,
		read: (key) => map.get(serializeKey(key))?.data,
		write(key, data) {
			const [, set] = createCacheHelper(map as never, serializeKey(key));
			set({ data, error: undefined, _k: key } as never);
		},
		revalidate(matches) {
			void mutate((key) => key !== undefined && key !== null && matches(key as unknown as ResourceKey));
		},
		clear: () => unload({ revalidate: false }),
		dispose() {
			unload({ revalidate: false });
			release?.();
		},
	};
};
