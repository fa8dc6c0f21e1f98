import { type FilesListQuery, fileCategoryOf, filesEndpoints, type StoredFile } from '@flotilla/contracts';
import { compareIds, compareTexts, compareValues } from '../resource/compare-values.ts';
import { defineRows } from '../resource/define-rows.ts';
import type { ListRules } from '../resource/list-rules.ts';
import type { RowDefinition } from '../resource/row-definition.ts';

const filesRules: ListRules<StoredFile, FilesListQuery> = {
	matches(file, { ownerId, type, search }) {
		const isOwners = ownerId === undefined || (file.ownerId === undefined ? undefined : file.ownerId === ownerId);
		const isType =
			type === undefined || (file.mimeType === undefined ? undefined : fileCategoryOf(file.mimeType) === type);
		if (isOwners === false || isType === false) return false;
		// How words are found in names, the server knows.
		return isOwners === undefined || isType === undefined || search !== undefined ? undefined : true;
	},
	compare(a, b, { sortBy = 'createdAt', sortOrder = 'desc' }) {
		const order = sortBy === 'name' ? compareTexts(a.filename, b.filename) : compareValues(a[sortBy], b[sortBy]);
		if (order === undefined) return undefined;
		return (sortOrder === 'asc' ? 1 : -1) * (order === 0 ? compareIds(a, b) : order);
	},
};

/** Stored files, the newest first. */
export const filesDefinition: RowDefinition = defineRows<StoredFile, FilesListQuery>({
	name: 'files',
	owner: 'platform',
	endpoints: { ...filesEndpoints, update: filesEndpoints.rename },
	answerField: 'files',
	rowsField: 'files',
	isLive: true,
	rules: filesRules,
	toBulkRemoveBody: (ids) => ({ ids }),
	listen(bus, report, signal) {
		const resource = 'files';
		bus.on('files:upload-completed', ({ file: row }) => report({ type: 'created', resource, row }), { signal });
		bus.on('files:thumbnail-created', ({ file: row }) => report({ type: 'changed', resource, row }), { signal });
		bus.on('files:renamed', ({ file: row }) => report({ type: 'changed', resource, row }), { signal });
		// What is back was gone: the cache asks for it anew where it has seen it go.
		bus.on('files:restored', ({ file: row }) => report({ type: 'created', resource, row, again: true }), {
			signal,
		});
		// Files go and come back with their owners.
		bus.on('users:bulk-changed', ({ kind }) => kind !== 'updated' && report({ type: 'unclear', resource }), { signal });
		bus.on('files:deleted', ({ id, ownerId }) => report({ type: 'removed', resource, id, known: { ownerId } }), {
			signal,
		});
	},
});
