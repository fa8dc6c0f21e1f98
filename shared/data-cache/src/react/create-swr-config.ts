import { isApiError } from '@flotilla/api-client';
import type { CacheStore } from '../cache/cache-store.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import type { SwrConfig } from './swr-config.ts';

/**
 * What fetches resolve with, as far as SWR is concerned. The cache has put the data in place when it arrived; SWR would
 * do so a little later, and overwrite what happened to it in between.
 */
const inPlace = Symbol('in place');

/** How hooks read the cache. When to fetch is decided by the cache, which knows how old things are. */
export const createSwrConfig = ({
	store,
	fetch,
}: {
	store: CacheStore;
	fetch(key: ResourceKey): Promise<unknown>;
}): SwrConfig => ({
	provider: () => store.map as never,
	async fetcher(key: ResourceKey) {
		await fetch(key);
		return inPlace;
	},
	// Data that did not change is the same object; what is in place stays there.
	compare: (a, b) => Object.is(a, b) || b === inPlace,
	revalidateOnFocus: false,
	revalidateOnReconnect: false,
	// An answer counts for as long as the resource says, which is not SWR's to know.
	dedupingInterval: 0,
	errorRetryCount: 5,
	shouldRetryOnError: (error: unknown) => isApiError(error) && (error.status === 0 || error.status >= 500),
});
