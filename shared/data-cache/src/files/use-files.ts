import type { FilesList, FilesListQuery, StoredFile } from '@flotilla/contracts';
import { useDataCache } from '../react/data-cache-context.tsx';
import { type Action, useAction } from '../react/use-action.ts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { fileKeys } from './file-keys.ts';

/** A page of files, newest first. The page before stays on screen until the next one is here. Null fetches nothing. */
export const useFiles = (query: FilesListQuery | null = {}): QueryResult<FilesList> =>
	useCached<FilesList>(query && fileKeys.list(query), { keepPrevious: true });

/** Null or undefined fetches nothing. */
export const useFile = (id: string | null | undefined): QueryResult<StoredFile> =>
	useCached<StoredFile>(id == null ? null : fileKeys.detail(id));

/** `run(file)`: it leaves the lists once the server has deleted it. */
export const useRemoveFile = (): Action<[file: Pick<StoredFile, 'id' | 'ownerId'>], void> => {
	const cache = useDataCache();
	return useAction((file: Pick<StoredFile, 'id' | 'ownerId'>) => cache.removeFile(file));
};
