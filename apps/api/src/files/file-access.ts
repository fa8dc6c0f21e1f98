import type { FieldErrors } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { FileRow, Schema } from '../database/schema.ts';
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
}

const isOwn = (subject: Subject, { owner_id: ownerId }: Pick<FileRow, 'owner_id'>) => subject.userId === ownerId;

export const createFileAccess = ({ database, store }: { database: Kysely<Schema>; store: FileStore }): FileAccess => {
	const maySee = (subject: Subject, row: Pick<FileRow, 'owner_id'>) =>
		isOwn(subject, row) || subject.can('files:read-any');
	const mayChange = (subject: Subject, row: Pick<FileRow, 'owner_id'>) =>
		isOwn(subject, row) || subject.can('files:delete-any');

	const findVisible: FileAccess['findVisible'] = async (subject, id) => {
		const row = await store.find(id);
		if (row === undefined || !maySee(subject, row)) throw createHttpError('FILE_NOT_FOUND');
		return row;
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
			const byId = new Map(rows.filter((row) => maySee(subject, row)).map((row) => [row.id, row]));
			const missing: FieldErrors = {};
			for (const [index, id] of ids.entries()) {
				if (!byId.has(id)) missing[`ids.${index}`] = ['This file does not exist.'];
			}
			if (Object.keys(missing).length > 0) throw createHttpError('FILE_NOT_FOUND', { errors: missing });
			if (![...byId.values()].every((row) => mayChange(subject, row))) throw createHttpError('FORBIDDEN');
			return [...byId.values()];
		},
	};
};
