import type { FieldErrors } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { FileRow, Schema } from '../database/schema.ts';
import type { DeletedFiles } from './deleted-files.ts';
import type { DeletedFile } from './file-row.ts';
import type { FileStore } from './file-store.ts';
import type { FileWithOwner } from './to-stored-file.ts';

/** Who may see and change which file. */
export interface FileAccess {
	/** Throws FILE_NOT_FOUND also for what belongs to others, so that ids cannot be probed. */
	findVisible(subject: Subject, id: string): Promise<FileWithOwner>;
	/** One's own, or with `files:delete-any` anybody's. Throws also FORBIDDEN. */
	findChangeable(subject: Subject, id: string): Promise<FileWithOwner>;
	/** All of them, or throws the same with the ids to blame as `ids.<index>`. */
	findAllChangeable(subject: Subject, ids: readonly string[]): Promise<FileRow[]>;
	/** The same of what was deleted, as `fileIds.<index>`. */
	assertAllRestorable(subject: Subject, ids: readonly string[]): Promise<void>;
}

const isOwn = (subject: Subject, { owner_id: ownerId }: Pick<FileRow, 'owner_id'>) => subject.userId === ownerId;

export interface FileAccessOptions {
	database: Kysely<Schema>;
	store: FileStore;
	deleted: DeletedFiles;
}

export const createFileAccess = ({ database, store, deleted }: FileAccessOptions): FileAccess => {
	const maySee = (subject: Subject, row: Pick<FileRow, 'owner_id'>) =>
		isOwn(subject, row) || subject.can('files:read-any');
	const mayChange = (subject: Subject, row: Pick<FileRow, 'owner_id'>) =>
		isOwn(subject, row) || subject.can('files:delete-any');

	const findVisible: FileAccess['findVisible'] = async (subject, id) => {
		const row = await store.find(id);
		if (row === undefined || !maySee(subject, row)) throw createHttpError('FILE_NOT_FOUND');
		return row;
	};

	const assertAll = (
		subject: Subject,
		{ ids, rows, field }: { ids: readonly string[]; rows: readonly DeletedFile[]; field: string },
	): void => {
		const visible = new Set(rows.filter((row) => maySee(subject, row)).map((row) => row.id));
		const missing: FieldErrors = {};
		for (const [index, id] of ids.entries()) {
			if (!visible.has(id)) missing[`${field}.${index}`] = ['This file does not exist.'];
		}
		if (Object.keys(missing).length > 0) throw createHttpError('FILE_NOT_FOUND', { errors: missing });
		if (!rows.every((row) => mayChange(subject, row))) throw createHttpError('FORBIDDEN');
	};

	return {
		findVisible,
		async findChangeable(subject, id) {
			const row = await findVisible(subject, id);
			if (!mayChange(subject, row)) throw createHttpError('FORBIDDEN');
			return row;
		},
		async findAllChangeable(subject, ids) {
			const rows = await database.selectFrom('files').selectAll().where('id', 'in', ids).execute();
			assertAll(subject, { ids, rows, field: 'ids' });
			return rows;
		},
		async assertAllRestorable(subject, ids) {
			assertAll(subject, { ids, rows: await deleted.findAll(ids), field: 'fileIds' });
		},
	};
};
