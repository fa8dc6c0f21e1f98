import type { ApiError } from '@flotilla/api-client';
import type { PageCursors, Pagination } from '@flotilla/contracts';
import type { Row } from '../cache/change.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import type { DataCache } from '../data-cache.ts';
import type { QueryResult } from '../react/use-cached.ts';
import type { CreateOptions, RowWriteOptions, VersionedWriteOptions } from '../writes/row-writes.ts';

/** A page with its `pagination`, or with `cursor` in the query a slice with its `cursors`. */
export interface ResourceList<R extends Row> {
	readonly rows: readonly R[];
	readonly pagination?: Pagination;
	readonly cursors?: PageCursors;
}

export interface GrowingList<R extends Row> {
	readonly rows: readonly R[];
	/** Where the rows after these begin; null: there are none. */
	readonly next: string | null;
}

/** A list that grows at its end. Rows that come or go in between move no others twice onto the screen or off it. */
export interface InfiniteResult<R extends Row> extends Omit<QueryResult<GrowingList<R>>, 'data'> {
	/** All that were loaded; undefined until the first are here. */
	readonly rows: readonly R[] | undefined;
	readonly hasMore: boolean;
	readonly isLoadingMore: boolean;
	/** Of the last `loadMore`; the rows stay. */
	readonly moreError: ApiError | undefined;
	/** Loads what comes next; at the end, or while it is loading already, nothing. Never rejects. */
	loadMore(): Promise<void>;
}

/**
 * The rows of a remote: what reads them, what writes them, and the keys they are cached under. Writes show at once in
 * every list and item, and are taken back if the server refuses; the promise then rejects with its `ApiError`.
 */
export interface Resource<R extends Row, Q extends object, Create, Update> {
	readonly keys: {
		list(query?: Q): ResourceKey<ResourceList<R>>;
		infinite(query?: Omit<Q, 'page' | 'cursor'>): ResourceKey<GrowingList<R>>;
		item(id: string): ResourceKey<R>;
	};
	/** A page. The one before stays on screen until the next one is here. Null fetches nothing. */
	useList(query?: Q | null): QueryResult<ResourceList<R>>;
	/** The first rows, and more on demand. `limit` of the query is how many at a time. Null fetches nothing. */
	useInfinite(query?: Omit<Q, 'page' | 'cursor'> | null): InfiniteResult<R>;
	/** Null or undefined fetches nothing. A row that was just created may be asked for by its temporary id. */
	useItem(id: string | null | undefined): QueryResult<R>;
	/** The functions are the same for as long as the cache is the same. */
	useCreate(): (body: Create, options?: CreateOptions) => Promise<R>;
	useUpdate(): (id: string, change: Update, options?: VersionedWriteOptions) => Promise<R>;
	/** Deleting what is gone already counts as done. */
	useRemove(): (id: string, options?: VersionedWriteOptions) => Promise<void>;
	/** The same change for all of them: it happens to all or to none. No ids: nothing is sent. */
	useBulkUpdate(): (ids: readonly string[], change: Update, options?: RowWriteOptions) => Promise<readonly R[]>;
	useBulkRemove(): (ids: readonly string[], options?: RowWriteOptions) => Promise<void>;
	/** Fetches what will be shown soon, unless it is here and fresh; for hovering over a link. Never rejects. */
	usePreload(): (key: ResourceKey) => Promise<void>;
	/** The same outside of components. */
	preload(cache: DataCache, key: ResourceKey): Promise<void>;
}
