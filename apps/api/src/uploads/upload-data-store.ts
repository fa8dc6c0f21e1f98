import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Metadata, Upload } from '@tus/server';
import type { UploadRow } from '../database/schema.ts';
import type { FileStore } from '../files/file-store.ts';
import { incomingBody } from './incoming-body.ts';
import type { PartialUploads } from './partial-uploads.ts';
import { BodyBrokenOffError } from './receive-bytes.ts';
import type { RunningHashes } from './running-hashes.ts';
import type { UploadLocker } from './upload-lock.ts';
import type { UploadRows } from './upload-rows.ts';

export interface UploadDataStoreOptions {
	rows: UploadRows;
	partials: PartialUploads;
	hashes: RunningHashes;
	files: FileStore;
	locker: UploadLocker;
	/** Seconds. */
	expiration: number;
}

export const readMetadata = ({ metadata }: Pick<UploadRow, 'metadata'>): Record<string, string | null> =>
	metadata === '' ? {} : Metadata.parse(metadata);

/** What `@tus/server` keeps uploads in: what is known of them in the database, their bytes in a `PartialUploads`. */
export class UploadDataStore extends DataStore {
	override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
	readonly #options: UploadDataStoreOptions;

	constructor(options: UploadDataStoreOptions) {
		super();
		this.#options = options;
	}

	/** The row is there already: see `onUploadCreate`. */
	override async create(upload: Upload): Promise<Upload> {
		const { partials, rows } = this.#options;
		try {
			await partials.create(upload.id, upload.size ?? 0);
		} catch (error) {
			await rows.remove(upload.id);
			throw error;
		}
		return upload;
	}

	override async getUpload(id: string): Promise<Upload> {
		const { rows, partials, files, hashes } = this.#options;
		const row = await rows.find(id);
		if (row === undefined) {
			// It became a file, and the client did not hear of it.
			const file = await files.find(id);
			if (file === undefined) throw ERRORS.FILE_NOT_FOUND;
			return new Upload({ id, size: file.size, offset: file.size, creation_date: file.created_at.toISOString() });
		}
		const offset = await partials.offset(id, row.size);
		if (offset === null) throw ERRORS.FILE_NO_LONGER_EXISTS;
		if (offset === 0) hashes.forget(id);
		return new Upload({
			id,
			size: row.size,
			offset,
			creation_date: row.created_at.toISOString(),
			...(row.metadata === '' ? {} : { metadata: readMetadata(row) }),
		});
	}

	/** The stream it is given has ended: see `incomingBody`. */
	override async write(_ended: Readable, id: string, offset: number): Promise<number> {
		const { rows, partials, hashes, locker } = this.#options;
		const body = incomingBody.getStore();
		const row = await rows.find(id);
		if (row === undefined || body === undefined) return offset;
		let position = offset;
		const onBytes = (bytes: Uint8Array) => {
			hashes.update(id, position, bytes);
			position += bytes.length;
		};
		try {
			return await partials.write(id, body, { offset, end: row.size, onBytes, signal: locker.wanted(id) });
		} catch (error) {
			throw error instanceof BodyBrokenOffError ? ERRORS.ABORTED : error;
		}
	}

	override async remove(id: string): Promise<void> {
		const { rows, partials, hashes } = this.#options;
		await rows.remove(id);
		hashes.forget(id);
		await partials.remove(id);
	}

	override getExpiration(): number {
		return this.#options.expiration * 1000;
	}
}
