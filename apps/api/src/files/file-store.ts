import { randomUUID } from 'node:crypto';
import type { StoredFile } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { FileRow, Schema } from '../database/schema.ts';
import type { AppendEvent, EventLog, NewEvent } from '../realtime/event-log.ts';
import { createTrash, type Trash } from '../trash/create-trash.ts';
import { filesToTrash } from '../trash/move-files.ts';
import { type BlobReferences, createBlobReferences } from './blob-references.ts';
import { type DeletedFile, type NewFile, toFileRow } from './file-row.ts';
import { assertSpaceLeft } from './quota.ts';
import { toSafeFilename } from './safe-filename.ts';
import type { UrlSigner } from './signed-url.ts';
import { type FileWithOwner, toStoredFile } from './to-stored-file.ts';

/**
 * Rows in the database, bytes in the blob store under their hash. Equal bytes are stored once;
 * the rows that name a blob are its references, and the last to go takes it along.
 */
export interface FileStore {
	/** All of them or none. Throws `HttpError` QUOTA_EXCEEDED. */
	add(files: readonly NewFile[]): Promise<StoredFile[]>;
	/**
	 * Makes the resumable upload `file.id` a file. Undefined when there is no such upload (any more). Its
	 * space was reserved when it was created.
	 */
	addUploaded(file: NewFile & { id: string }): Promise<StoredFile | undefined>;
	find(id: string): Promise<FileWithOwner | undefined>;
	/** Throws `HttpError` FILE_NOT_FOUND or, when `version` is another one, VERSION_CONFLICT. */
	rename(id: string, filename: string, version?: string): Promise<StoredFile>;
	/**
	 * Into the trash, in one step; those that are gone already are not there to be removed. `note` runs in the same
	 * transaction with what was.
	 */
	remove(
		files: readonly FileRow[],
		note?: (transaction: Transaction<Schema>, removed: readonly DeletedFile[]) => Promise<void>,
	): Promise<void>;
	/** Stores a thumbnail, or that there will be none; says nothing if the file is gone. */
	setThumbnail(id: string, key: string | null): Promise<void>;
}

export interface FileStoreOptions {
	database: Kysely<Schema>;
	events: EventLog;
	blobs: BlobStore;
	signer: UrlSigner;
	clock: Clock;
	/** Bytes a person may have; 0: no limit. */
	quota: number;
	/** Default: those of `database`. */
	references?: BlobReferences;
	/** Default: nothing is kept. */
	trash?: Trash;
}

export const filesWithOwner = (database: Kysely<Schema>) =>
	database
		.selectFrom('files')
		.innerJoin('users', 'users.id', 'files.owner_id')
		.selectAll('files')
		.select(['users.first_name as owner_first_name', 'users.last_name as owner_last_name']);

export const createFileStore = ({
	database,
	events,
	blobs,
	signer,
	clock,
	quota,
	references = createBlobReferences({ database, blobs }),
	trash = createTrash({ database, references, clock, restoreWindow: 0 }),
}: FileStoreOptions): FileStore => {
	const find = (id: string, from: Kysely<Schema> = database): Promise<FileWithOwner | undefined> =>
		filesWithOwner(from).where('files.id', '=', id).executeTakeFirst();

	const announce = async (
		transaction: Transaction<Schema>,
		append: AppendEvent,
		type: Extract<NewEvent, { payload: { file: StoredFile } }>['type'],
		id: string,
	): Promise<StoredFile> => {
		const row = await find(id, transaction);
		if (row === undefined) throw new Error(`The file ${id} is not there right after it was stored.`);
		const file = toStoredFile(signer, row);
		await append({ type, payload: { file }, permission: 'files:read-any', ownerId: file.ownerId });
		return file;
	};

	/** Rows and events of files whose bytes are stored under `keys`. */
	const insert = async (
		transaction: Transaction<Schema>,
		append: AppendEvent,
		files: readonly NewFile[],
		keys: readonly string[],
	): Promise<StoredFile[]> => {
		// In one order, so that two forms with the same files do not wait for each other for ever.
		for (const key of [...new Set(keys)].sort()) await lockUntilEnd(transaction, key);
		const now = new Date(clock.now());
		const rows = [];
		for (const [index, file] of files.entries()) {
			const key = keys[index];
			if (key === undefined) throw new Error('Every file has a key.');
			if ((await blobs.stat(key)) === null) await file.store();
			rows.push(toFileRow(file.id ?? randomUUID(), file, { key, now }));
		}
		await transaction.insertInto('files').values(rows).execute();
		const stored = [];
		for (const { id } of rows) stored.push(await announce(transaction, append, 'files:upload-completed', id));
		return stored;
	};

	return {
		async add(files) {
			const keys: string[] = [];
			for (const file of files) keys.push(await file.store());
			return events.write(async (transaction, append) => {
				const needed = new Map<string, number>();
				for (const { ownerId, size } of files) needed.set(ownerId, (needed.get(ownerId) ?? 0) + size);
				const now = new Date(clock.now());
				for (const [ownerId, bytes] of needed) await assertSpaceLeft(transaction, { ownerId, bytes, quota, now });
				return insert(transaction, append, files, keys);
			});
		},
		async addUploaded(file) {
			const key = await file.store();
			return events.write(async (transaction, append) => {
				const upload = await transaction
					.deleteFrom('uploads')
					.where('id', '=', file.id)
					.returning('id')
					.executeTakeFirst();
				if (upload === undefined) return undefined;
				const [stored] = await insert(transaction, append, [file], [key]);
				return stored;
			});
		},
		find: (id) => find(id),
		rename: (id, name, version) =>
			events.write(async (transaction, append) => {
				const row = await transaction
					.selectFrom('files')
					.selectAll()
					.where('id', '=', id)
					.forUpdate()
					.executeTakeFirst();
				if (row === undefined) throw createHttpError('FILE_NOT_FOUND');
				if (version !== undefined && version !== '*' && version !== `"${row.version}"`) {
					throw createHttpError('VERSION_CONFLICT');
				}
				const filename = toSafeFilename(name);
				if (filename !== row.filename) {
					const change = { filename, version: row.version + 1 };
					await transaction.updateTable('files').set(change).where('id', '=', id).execute();
					return announce(transaction, append, 'files:renamed', id);
				}
				const unchanged = await find(id, transaction);
				if (unchanged === undefined) throw createHttpError('FILE_NOT_FOUND');
				return toStoredFile(signer, unchanged);
			}),
		async remove(files, note) {
			const ids = files.map(({ id }) => id);
			await events.write(async (transaction, append) => {
				const which = sql<SqlBool>`id = any(${sql.val(ids)}::uuid[])`;
				const discarding = { withOwner: false, now: new Date(clock.now()) };
				const { rows } = await filesToTrash<DeletedFile>(which, discarding).execute(transaction);
				await note?.(transaction, rows);
				await append(
					rows.map(
						({ id, owner_id: ownerId }): NewEvent => ({
							type: 'files:deleted',
							payload: { id, ownerId },
							permission: 'files:read-any',
							ownerId,
						}),
					),
				);
			});
			await trash.purgeUnlessKept();
		},
		async setThumbnail(id, key) {
			const isKept = await events.write(async (transaction, append) => {
				if (key !== null) await lockUntilEnd(transaction, key);
				const updated = await transaction
					.updateTable('files')
					.set({
						thumbnail_key: key,
						thumbnail_status: key === null ? 'failed' : 'ready',
						thumbnail_claimed_until: null,
					})
					.where('id', '=', id)
					.where('thumbnail_status', '=', 'pending')
					.returning('id')
					.executeTakeFirst();
				if (updated === undefined) return false;
				if (key !== null) await announce(transaction, append, 'files:thumbnail-created', id);
				return true;
			});
			if (!isKept && key !== null) await references.removeUnused(key);
		},
	};
};
