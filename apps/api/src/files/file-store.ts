import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { StoredFile } from '@flotilla/contracts';
import type { BlobStore } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { FileRow, Schema } from '../database/schema.ts';
import type { AppendEvent, EventLog } from '../realtime/event-log.ts';
import { canHaveThumbnail } from './file-types.ts';
import { toSafeFilename } from './safe-filename.ts';
import type { UrlSigner } from './signed-url.ts';
import { type FileWithOwner, toStoredFile } from './to-stored-file.ts';

export interface NewFile {
	/** Where the bytes are now; they are copied. */
	path: string;
	ownerId: string;
	originalName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
}

/**
 * Rows in the database, bytes in the blob store under their hash. Equal bytes are stored once;
 * the rows that name a blob are its references, and the last to go takes it along.
 */
export interface FileStore {
	add(file: NewFile): Promise<StoredFile>;
	find(id: string): Promise<FileWithOwner | undefined>;
	remove(file: FileRow): Promise<void>;
	/** Stores a thumbnail, or that there will be none; says nothing if the file is gone. */
	setThumbnail(id: string, key: string | null): Promise<void>;
}

export interface FileStoreOptions {
	database: Kysely<Schema>;
	events: EventLog;
	blobs: BlobStore;
	signer: UrlSigner;
	clock: Clock;
}

const maximumOriginalName = 255;

export const filesWithOwner = (database: Kysely<Schema>) =>
	database
		.selectFrom('files')
		.innerJoin('users', 'users.id', 'files.owner_id')
		.selectAll('files')
		.select(['users.first_name as owner_first_name', 'users.last_name as owner_last_name']);

export const createFileStore = ({ database, events, blobs, signer, clock }: FileStoreOptions): FileStore => {
	const find = (id: string, from: Kysely<Schema> = database): Promise<FileWithOwner | undefined> =>
		filesWithOwner(from).where('files.id', '=', id).executeTakeFirst();

	const announce = async (
		transaction: Transaction<Schema>,
		append: AppendEvent,
		type: 'files:upload-completed' | 'files:thumbnail-created',
		id: string,
	): Promise<StoredFile | undefined> => {
		const row = await find(id, transaction);
		if (row === undefined) return undefined;
		const file = toStoredFile(signer, row);
		await append({ type, payload: { file }, permission: 'files:read-any', ownerId: file.ownerId });
		return file;
	};

	/** The lock keeps a blob from being removed between an upload that finds it stored and the row that names it. */
	const removeUnused = (key: string) =>
		database.transaction().execute(async (transaction) => {
			await lockUntilEnd(transaction, key);
			const reference = await transaction
				.selectFrom('files')
				.select('id')
				.where((where) => where.or([where('blob_key', '=', key), where('thumbnail_key', '=', key)]))
				.limit(1)
				.executeTakeFirst();
			if (reference === undefined) await blobs.remove(key);
		});

	return {
		async add({ path, ownerId, originalName, mimeType, size }) {
			const id = randomUUID();
			const { key } = await blobs.put(createReadStream(path));
			return events.write(async (transaction, append) => {
				await lockUntilEnd(transaction, key);
				if ((await blobs.stat(key)) === null) await blobs.put(createReadStream(path));
				await transaction
					.insertInto('files')
					.values({
						id,
						owner_id: ownerId,
						filename: toSafeFilename(originalName),
						original_name: originalName.toWellFormed().replaceAll('\0', '').slice(0, maximumOriginalName),
						mime_type: mimeType,
						size,
						blob_key: key,
						thumbnail_status: canHaveThumbnail(mimeType) ? 'pending' : 'none',
						thumbnail_key: null,
						created_at: new Date(clock.now()),
					})
					.execute();
				const file = await announce(transaction, append, 'files:upload-completed', id);
				if (file === undefined) throw new Error(`The file ${id} is not there right after it was stored.`);
				return file;
			});
		},
		find: (id) => find(id),
		async remove({ id, owner_id: ownerId, blob_key: key, thumbnail_key: thumbnailKey }) {
			const wasThere = await events.write(async (transaction, append) => {
				const deleted = await transaction.deleteFrom('files').where('id', '=', id).returning('id').executeTakeFirst();
				if (deleted === undefined) return false;
				await append({ type: 'files:deleted', payload: { id, ownerId }, permission: 'files:read-any', ownerId });
				return true;
			});
			if (!wasThere) return;
			for (const unused of [key, thumbnailKey]) if (unused !== null) await removeUnused(unused);
		},
		async setThumbnail(id, key) {
			const isKept = await events.write(async (transaction, append) => {
				if (key !== null) await lockUntilEnd(transaction, key);
				const updated = await transaction
					.updateTable('files')
					.set({ thumbnail_key: key, thumbnail_status: key === null ? 'failed' : 'ready' })
					.where('id', '=', id)
					.returning('id')
					.executeTakeFirst();
				if (updated === undefined) return false;
				if (key !== null) await announce(transaction, append, 'files:thumbnail-created', id);
				return true;
			});
			if (!isKept && key !== null) await removeUnused(key);
		},
	};
};
