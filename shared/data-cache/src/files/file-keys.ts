import type { FilesListQuery } from '@flotilla/contracts';
import { keyQuery } from '../cache/resource-key.ts';

export type FilesListKey = readonly ['files', 'list', FilesListQuery];
export type FileKey = readonly ['files', 'detail', string];

export const fileKeys = {
	list: (query: FilesListQuery = {}): FilesListKey => ['files', 'list', keyQuery(query)],
	detail: (id: string): FileKey => ['files', 'detail', id],
};
