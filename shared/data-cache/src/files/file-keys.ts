import type { FilesList, FilesListQuery, StoredFile } from '@flotilla/contracts';
import { keyQuery, type ResourceKey, toKey } from '../cache/resource-key.ts';

export type FilesListKey = ResourceKey<FilesList>;
export type FileKey = ResourceKey<StoredFile>;

export const fileKeys = {
	list: (query: FilesListQuery = {}): FilesListKey => toKey('files', 'list', keyQuery(query)),
	detail: (id: string): FileKey => toKey('files', 'detail', id),
};
