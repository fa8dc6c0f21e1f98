import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';
import { SWRConfig } from 'swr';
import type { DataCache } from '../data-cache.ts';
import { swrConfigOf } from './swr-config.ts';

const DataCacheContext = createContext<DataCache | null>(null);

/** Any number of them, in any number of React roots, may share one cache; none of them owns it. */
export const DataCacheProvider = ({ cache, children }: { cache: DataCache; children?: ReactNode }): ReactElement =>
	// Not in JSX: Node runs this package as it is, in tests and tools.
	createElement(DataCacheContext, { value: cache }, createElement(SWRConfig, { value: swrConfigOf(cache) }, children));

/** Throws outside of a `DataCacheProvider`. */
export const useDataCache = (): DataCache => {
	const cache = useContext(DataCacheContext);
	if (cache === null) throw new Error('useDataCache needs a <DataCacheProvider> above it.');
	return cache;
};
