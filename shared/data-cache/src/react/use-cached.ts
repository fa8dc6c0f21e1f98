import type { ApiError } from '@flotilla/api-client';
import { useEffect, useSyncExternalStore } from 'react';
import useSWR from 'swr';
import { serializeKey } from '../cache/cache-store.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import { useDataCache } from './data-cache-context.ts';

/** A component renders again only for the fields it reads. */
export interface QueryResult<T> {
	/** Undefined until it arrived for the first time, and after an error without earlier data. */
	readonly data: T | undefined;
	/** Of the last fetch; earlier data stays. */
	readonly error: ApiError | undefined;
	/** On its way, and nothing to show yet. */
	readonly isLoading: boolean;
	/** Shown from an earlier visit, and not fetched since: it may be out of date. */
	readonly isStale: boolean;
	/** On its way, whether or not there is something to show. */
	readonly isValidating: boolean;
	/** Fetches again now. */
	refresh(): Promise<T | undefined>;
}

export interface CachedOptions {
	/** What was shown under the key before stays until there is something under this one. Default false. */
	keepPrevious?: boolean | undefined;
	/** On leaving, as when the key changes, gives a fetch up that nobody else looks at. Default false. */
	giveUp?: boolean | undefined;
}

/** @param key null for nothing to fetch yet. */
export const useCached = <T>(
	key: ResourceKey<T> | null,
	{ keepPrevious = false, giveUp = false }: CachedOptions = {},
): QueryResult<T> => {
	const cache = useDataCache();
	const watched = key === null ? '' : serializeKey(key);
	// Who would let it come counts as well: somebody else may not give it up meanwhile.
	// biome-ignore lint/correctness/useExhaustiveDependencies: equal contents are equal keys
	useEffect(() => (key === null ? undefined : cache.watch(key, { giveUp })), [cache, watched, giveUp]);
	// What is old is shown at once and fetched again, what is fresh is only shown.
	const revalidateIfStale = key !== null && !cache.isFresh(key);
	const swr = useSWR<T, ApiError>(key, { keepPreviousData: keepPrevious, revalidateIfStale });
	const isStale = useSyncExternalStore(cache.onRestoredChange, () => key !== null && cache.isRestored(key));
	return {
		isStale,
		get data() {
			return swr.data;
		},
		get error() {
			return swr.error;
		},
		get isLoading() {
			return swr.isLoading;
		},
		get isValidating() {
			return swr.isValidating;
		},
		refresh: () => swr.mutate(),
	};
};
