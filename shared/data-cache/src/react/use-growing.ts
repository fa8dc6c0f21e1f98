import { type ApiError, isApiError } from '@flotilla/api-client';
import { useState } from 'react';
import { serializeKey } from '../cache/cache-store.ts';
import type { Row } from '../cache/change.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import type { GrowingList, InfiniteResult } from '../resource/resource.ts';
import { useCached } from './use-cached.ts';

interface Loading {
	/** Of which key: that of another query says nothing about this one. */
	name: string;
	isLoading: boolean;
	error?: ApiError;
}

export const useGrowing = <R extends Row>(
	key: ResourceKey<GrowingList<R>> | null,
	load: (key: ResourceKey) => Promise<void>,
	/** What the rows are called in what is cached. */
	rowsField = 'rows',
): InfiniteResult<R> => {
	const result = useCached(key, { keepPrevious: true });
	const [loading, setLoading] = useState<Loading | null>(null);
	const name = key === null ? '' : serializeKey(key);
	const mine = loading?.name === name ? loading : null;

	const loadMore = async (): Promise<void> => {
		if (key === null) return;
		setLoading({ name, isLoading: true });
		try {
			await load(key);
			setLoading({ name, isLoading: false });
		} catch (error) {
			if (!isApiError(error)) throw error;
			setLoading({ name, isLoading: false, error });
		}
	};

	return {
		get rows() {
			return (result.data as unknown as Record<string, readonly R[]> | undefined)?.[rowsField];
		},
		get hasMore() {
			return result.data !== undefined && result.data.next !== null;
		},
		isLoadingMore: mine?.isLoading === true,
		moreError: mine?.error,
		loadMore,
		get error() {
			return result.error;
		},
		get isLoading() {
			return result.isLoading;
		},
		get isValidating() {
			return result.isValidating;
		},
		isStale: result.isStale,
		refresh: result.refresh,
	};
};
