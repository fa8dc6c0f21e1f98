import type { SWRConfiguration } from 'swr';
import type { Cache } from 'swr/_internal';
import type { DataCache } from '../data-cache.ts';

export type SwrConfig = SWRConfiguration & { provider: () => Cache };

/** Kept apart from the cache's public face: that it stands on SWR is nobody else's business. */
const configs = new WeakMap<DataCache, SwrConfig>();

export const setSwrConfig = (cache: DataCache, config: SwrConfig): void => {
	configs.set(cache, config);
};

export const swrConfigOf = (cache: DataCache): SwrConfig => {
	const config = configs.get(cache);
	if (config === undefined) throw new TypeError('This cache was not made by createDataCache.');
	return config;
};
