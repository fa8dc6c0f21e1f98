import type { TransferOptions, UploadFileOptions, UploadHandle } from '@flotilla/api-client';
import type { FilesList, FilesListQuery, StoredFile } from '@flotilla/contracts';
import { useDataCache } from '../react/data-cache-context.ts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { fileKeys } from './file-keys.ts';

/** A page of files, newest first. The page before stays on screen until the next one is here. Null fetches nothing. */
export const useFiles = (query: FilesListQuery | null = {}): QueryResult<FilesList> =>
	useCached<FilesList>(query && fileKeys.list(query), { keepPrevious: true });

/** Null or undefined fetches nothing. */
export const useFile = (id: string | null | undefined): QueryResult<StoredFile> =>
	useCached<StoredFile>(id == null ? null : fileKeys.detail(id));

/** It leaves the lists once the server has deleted it. */
export type RemoveFile = (id: string) => Promise<void>;

/** The same function for as long as the cache is the same. */
export const useRemoveFile = (): RemoveFile => useDataCache().removeFile;

/** Brings back what was deleted within the restore window: all of them or none. They are in the lists then. */
export type RestoreFiles = (ids: readonly string[]) => Promise<StoredFile[]>;

/** The same function for as long as the cache is the same. */
export const useRestoreFiles = (): RestoreFiles => useDataCache().restoreFiles;

/** `onProgress` tells how far it is; the file is in the lists when the promise resolves. */
export type UploadFile = (file: File, options?: TransferOptions) => Promise<StoredFile>;

/** The same function for as long as the cache is the same. An upload goes on when the component unmounts. */
export const useUploadFile = (): UploadFile => useDataCache().uploadFile;

/** `onProgress` tells how far it is and how long it will take. The file is in the lists once it is through. */
export type StartUpload = (file: File, options?: UploadFileOptions) => Promise<UploadHandle<StoredFile>>;

/** The same function for as long as the cache is the same. Its handle pauses, resumes, tries again and cancels. */
export const useStartUpload = (): StartUpload => useDataCache().startUpload;
