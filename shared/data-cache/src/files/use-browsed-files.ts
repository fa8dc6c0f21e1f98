import type { Uploads } from '@flotilla/api-client';
import type { FilesListQuery, StoredFile } from '@flotilla/contracts';
import { useDataCache } from '../react/data-cache-context.ts';
import { useGrowing } from '../react/use-growing.ts';
import type { InfiniteResult } from '../resource/resource.ts';
import { fileKeys } from './file-keys.ts';
import { filesDefinition } from './files-definition.ts';

/** What is asked for by cursors: `limit` is how many at a time. */
export type GrowingFilesQuery = Omit<FilesListQuery, 'page'>;

/** A list of files that grows at its end. Null fetches nothing. */
export const useGrowingFiles = (query: GrowingFilesQuery | null = {}): InfiniteResult<StoredFile> => {
	const { loadMore } = useDataCache().resource(filesDefinition);
	return useGrowing(query && fileKeys.infinite(query), loadMore, filesDefinition.rowsField);
};

/** The new name shows at once; a refusal takes it back and rejects. `ifMatch`: the version that was looked at. */
export type RenameFile = (
	id: string,
	filename: string,
	options?: { ifMatch?: number; notify?: boolean },
) => Promise<StoredFile>;

export const useRenameFile = (): RenameFile => {
	const { update } = useDataCache().resource(filesDefinition);
	return (id, filename, options) => update(id, { filename }, options) as Promise<unknown> as Promise<StoredFile>;
};

/** They leave the lists at once: all of them, or on a refusal none. At most `maximumBulkFiles`. */
export type RemoveFiles = (ids: readonly string[], options?: { notify?: boolean }) => Promise<void>;

/** The same function for as long as the cache is the same. */
export const useRemoveFiles = (): RemoveFiles => useDataCache().resource(filesDefinition).bulkRemove;

/** Brings the upload service, to ask what was not finished. The same function for as long as the cache is the same. */
export const useLoadUploads = (): (() => Promise<Uploads>) => useDataCache().loadUploads;
