import type { FilesList, FilesListQuery, StoredFile } from '@flotilla/contracts';
import { keyQuery, type ResourceKey, toKey } from '../cache/resource-key.ts';
import type { GrowingList } from '../resource/resource.ts';

export type FilesListKey = ResourceKey<FilesList>;
export type FileKey = ResourceKey<StoredFile>;

export const fileKeys = {
	list: (query: FilesListQuery = {}): FilesListKey => toKey('files', 'list', keyQuery(query)),
	/** Of a list that grows at its end: `limit` is how many at a time. */
	infinite: (query: Omit<FilesListQuery, 'page'> = {}): ResourceKey<GrowingList<StoredFile>> =>
		toKey('files', 'growing', keyQuery(query)),
	detail: (id: string): FileKey => toKey('files', 'detail', id),
};
