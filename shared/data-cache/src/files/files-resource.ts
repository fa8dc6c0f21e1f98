import type { Api } from '@flotilla/api-client';
import type { FilesList, StoredFile } from '@flotilla/contracts';
import type { CachedResource, Outcome } from '../cache/cached-resource.ts';
import type { Change } from '../cache/change.ts';
import { changeTotal } from '../cache/change-total.ts';
import { replaceRow } from '../cache/replace-row.ts';
import type { FileKey, FilesListKey } from './file-keys.ts';

export const createFilesResource = (api: Api['files']): CachedResource => ({
	name: 'files',
	fetch(key) {
		const [, kind, what] = key as unknown as FilesListKey | FileKey;
		return kind === 'list' ? api.list(what, { dedupe: false }) : api.read(what, { dedupe: false });
	},
	apply(key, data, change) {
		const [, kind, what] = key as unknown as FilesListKey | FileKey;
		return kind === 'list' ? applyToList(what, data as FilesList, change) : applyToDetail(data as StoredFile, change);
	},
});

const applyToDetail = (file: StoredFile, change: Change): Outcome => {
	if (change.type === 'file-changed') return { data: replaceRow([file], change.file)[0] };
	if (change.type === 'file-deleted' && change.id === file.id) return { data: undefined, stale: true };
	return { data: file };
};

const applyToList = (query: FilesListKey[2], list: FilesList, change: Change): Outcome => {
	switch (change.type) {
		case 'file-created':
			return concerns(query, change.file.ownerId) ? insert(query, list, change.file) : { data: list };
		case 'file-changed': {
			const files = replaceRow(list.files, change.file);
			if (files === list.files) return { data: list };
			const before = list.files.find(({ id }) => id === change.file.id);
			const isMoved = before?.filename !== change.file.filename && dependsOnName(query);
			return { data: { ...list, files }, ...(isMoved && { stale: true }) };
		}
		case 'file-deleted':
			return remove(query, list, change);
		default:
			return { data: list };
	}
};

const concerns = ({ ownerId }: FilesListKey[2], owner: string): boolean => ownerId === undefined || ownerId === owner;

const dependsOnName = ({ search, sortBy }: FilesListKey[2]): boolean => search !== undefined || sortBy === 'name';

const isNewestFirst = ({ sortBy = 'createdAt', sortOrder = 'desc' }: FilesListKey[2]): boolean =>
	sortBy === 'createdAt' && sortOrder === 'desc';

/** Where lists are newest first, a new file belongs on the first page. */
const insert = (query: FilesListKey[2], list: FilesList, file: StoredFile): Outcome => {
	if (list.files.some(({ id }) => id === file.id)) return { data: list };
	// Whether it matches and where it belongs, the server decides; the rows of later pages come from the page before.
	const isNarrowed = query.search !== undefined || query.type !== undefined;
	if (isNarrowed || !isNewestFirst(query) || list.pagination.page > 1) return { data: list, stale: true };
	const after = list.files.findIndex(({ createdAt }) => createdAt <= file.createdAt);
	const files = list.files.toSpliced(after === -1 ? list.files.length : after, 0, file);
	return {
		data: { files: files.slice(0, list.pagination.limit), pagination: changeTotal(list.pagination, 1) },
	};
};

const remove = (query: FilesListKey[2], list: FilesList, { id: fileId, ownerId }: FileDeleted): Outcome => {
	const files = list.files.filter(({ id }) => id !== fileId);
	if (files.length === list.files.length) {
		// It may have been on an earlier page, and this one would then begin elsewhere.
		return { data: list, stale: ownerId === null || concerns(query, ownerId) };
	}
	const pagination = changeTotal(list.pagination, -1);
	// The row that moves up from the next page is not known here.
	return { data: { files, pagination }, stale: list.pagination.page < list.pagination.totalPages };
};

type FileDeleted = Extract<Change, { type: 'file-deleted' }>;
