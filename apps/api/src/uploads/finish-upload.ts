import { createHash } from 'node:crypto';
import { type BlobStore, createHttpError, isHttpError } from '@flotilla/server';
import type { Locker } from '@tus/server';
import type { ByteSource } from '../files/byte-source.ts';
import { type ContentRules, checkContent } from '../files/check-content.ts';
import type { FileStore } from '../files/file-store.ts';
import type { ThumbnailQueue } from '../files/thumbnail-queue.ts';
import type { PartialUploads } from './partial-uploads.ts';
import type { RunningHashes } from './running-hashes.ts';
import { readMetadata } from './upload-data-store.ts';
import type { UploadRows } from './upload-rows.ts';

export interface FinishUploadOptions {
	rows: UploadRows;
	partials: PartialUploads;
	hashes: RunningHashes;
	files: FileStore;
	blobs: BlobStore;
	thumbnails: ThumbnailQueue;
	rules: ContentRules;
	locker: Locker;
}

/**
 * Makes a complete upload a file with the same id. May be asked any number of times, at the same time, and
 * again after a server was killed in the middle: it happens once.
 *
 * Throws `HttpError` UPLOAD_NOT_FOUND, and what `checkContent` throws; then the upload is gone.
 */
export type FinishUpload = (id: string) => Promise<void>;

const nameWithout = 'file';

const hashOf = async (source: ByteSource): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of await source.open()) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

export const createFinishUpload = (options: FinishUploadOptions): FinishUpload => {
	const { rows, partials, hashes, files, blobs, thumbnails, rules, locker } = options;

	const finish: FinishUpload = async (id) => {
		const row = await rows.find(id);
		if (row === undefined) {
			if ((await files.find(id)) === undefined) throw createHttpError('UPLOAD_NOT_FOUND');
			// Somebody was killed between the file and the end of this function.
			await partials.remove(id);
			return;
		}
		const { owner_id: ownerId, size } = row;
		const source = partials.source(id, size);
		const { filename, filetype } = readMetadata(row);
		let mimeType: string;
		try {
			mimeType = await checkContent(source, filetype ?? '', rules);
		} catch (error) {
			if (isHttpError(error)) {
				await rows.remove(id);
				await partials.remove(id);
			}
			throw error;
		}
		const key = hashes.take(id, size) ?? (await hashOf(source));
		const store = async () => {
			await blobs.adopt(partials.location(id), key);
			return key;
		};
		const originalName = filename ?? nameWithout;
		const file = await files.addUploaded({ id, ownerId, originalName, mimeType, size, store });
		if (file === undefined) throw createHttpError('UPLOAD_NOT_FOUND');
		await partials.remove(id);
		if (file.thumbnailStatus === 'pending') thumbnails.wake();
	};

	return async (id) => {
		const lock = locker.newLock(id);
		// Whoever asks for the lock meanwhile waits: there is nothing to break off.
		await lock.lock(new AbortController().signal, () => {});
		try {
			await finish(id);
		} finally {
			await lock.unlock();
		}
	};
};
