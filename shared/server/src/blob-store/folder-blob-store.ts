import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { assertBlobKey, type BlobStore, BlobStoreError, isBlobKey } from './blob-store.ts';
import { createBytesMeter } from './measure-bytes.ts';

export interface FolderBlobStoreOptions {
	/** Made when it does not exist. Other processes may use the same folder at the same time. */
	folder: string;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

const nullWhenMissing = (error: unknown): null => {
	if (isMissing(error)) return null;
	throw error;
};

/** On the disk and not only in the cache: of a file its bytes, of a folder the names in it. */
const flush = async (path: string): Promise<void> => {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/** A second name for the same bytes; a copy where the file system has no such thing, or it is another one. */
const linkOrCopy = async (from: string, to: string): Promise<void> => {
	try {
		await link(from, to);
	} catch (error) {
		if (isMissing(error)) throw new BlobStoreError('SOURCE_MISSING', `There is no file at ${from}.`, { cause: error });
		await copyFile(from, to);
	}
};

/**
 * Blobs as files: `<folder>/<first two digits>/<key>`, written to `<folder>/incoming` first.
 *
 * `incoming` is inside the folder so that the last step is a rename within one file system,
 * which is atomic. What a killed process left in `incoming` is never read and may be deleted.
 */
export const createFolderBlobStore = ({ folder }: FolderBlobStoreOptions): BlobStore => {
	const incoming = join(folder, 'incoming');
	const folderOf = (key: string): string => join(folder, key.slice(0, 2));
	const pathOf = (key: string): string => {
		assertBlobKey(key);
		return join(folderOf(key), key);
	};

	/** Also when the blob is there: equal bytes replace equal bytes, and a damaged copy is healed. */
	const publish = async (temporary: string, key: string): Promise<void> => {
		await mkdir(folderOf(key), { recursive: true });
		await rename(temporary, pathOf(key));
		// Without it a power cut could take the name back that a database already refers to.
		await flush(folderOf(key));
	};

	return {
		async put(source, { expectedSha256 } = {}) {
			if (expectedSha256 !== undefined) assertBlobKey(expectedSha256);
			// A source may fail before the pipeline listens to it, and an error that nobody hears ends the process.
			source.on('error', () => {});
			await mkdir(incoming, { recursive: true });
			const temporary = join(incoming, randomUUID());
			const meter = createBytesMeter();
			try {
				// `flush`: without fsync a power cut after the rename could leave an empty file under a good name.
				await pipeline(source, meter.stream, createWriteStream(temporary, { flags: 'wx', flush: true }));
				const { key, size } = meter.result();
				if (expectedSha256 !== undefined && key !== expectedSha256) {
					throw new BlobStoreError('HASH_MISMATCH', `The bytes have the hash ${key}, not ${expectedSha256}.`);
				}
				await publish(temporary, key);
				return { key, size };
			} catch (error) {
				await rm(temporary, { force: true });
				throw error;
			}
		},

		async adopt(location, key) {
			assertBlobKey(key);
			await mkdir(incoming, { recursive: true });
			const temporary = join(incoming, randomUUID());
			try {
				await linkOrCopy(location, temporary);
				await flush(temporary);
				// It counts as stored now, whenever its bytes were written.
				const now = new Date();
				await utimes(temporary, now, now);
				await publish(temporary, key);
			} finally {
				// A rename onto another name of the same file does nothing and leaves both.
				await rm(temporary, { force: true });
			}
		},

		async open(key, range) {
			const path = pathOf(key);
			try {
				// Opened before the answer, so that a file removed in between is still read to its end.
				const handle = await open(path, 'r');
				const { size } = await handle.stat();
				const stream = handle.createReadStream({ highWaterMark: 64 * 1024, ...range });
				return { stream, size };
			} catch (error) {
				return nullWhenMissing(error);
			}
		},

		async stat(key) {
			const found = await stat(pathOf(key)).catch(nullWhenMissing);
			return found && { size: found.size, storedAt: found.mtimeMs };
		},

		async remove(key) {
			await rm(pathOf(key), { force: true });
		},

		async *list() {
			for (const prefix of (await readdir(folder).catch(nullWhenMissing)) ?? []) {
				if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
				for (const key of await readdir(join(folder, prefix))) {
					const found = isBlobKey(key) ? await stat(pathOf(key)).catch(nullWhenMissing) : null;
					if (found !== null) yield { key, size: found.size, storedAt: found.mtimeMs };
				}
			}
		},

		async removeStale(instant) {
			for (const name of (await readdir(incoming).catch(nullWhenMissing)) ?? []) {
				const found = await stat(join(incoming, name)).catch(nullWhenMissing);
				if (found !== null && found.mtimeMs < instant) await rm(join(incoming, name), { force: true });
			}
		},
	};
};
