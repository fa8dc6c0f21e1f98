import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertBlobKey, type BlobStore, BlobStoreError } from './blob-store.ts';

export interface FolderBlobStoreOptions {
	/** Made when it does not exist. Other processes may use the same folder at the same time. */
	folder: string;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Blobs as files: `<folder>/<first two digits>/<key>`, written to `<folder>/incoming` first.
 *
 * `incoming` is inside the folder so that the last step is a rename within one file system,
 * which is atomic. What a killed process left in `incoming` is never read and may be deleted.
 */
export const createFolderBlobStore = ({ folder }: FolderBlobStoreOptions): BlobStore => {
	const incoming = join(folder, 'incoming');
	const pathOf = (key: string): string => {
		assertBlobKey(key);
		return join(folder, key.slice(0, 2), key);
	};

	return {
		async put(source, { expectedSha256 } = {}) {
			if (expectedSha256 !== undefined) assertBlobKey(expectedSha256);
			// A source may fail before the pipeline listens to it, and an error that nobody hears ends the process.
			source.on('error', () => {});
			await mkdir(incoming, { recursive: true });
			const temporary = join(incoming, randomUUID());
			const hash = createHash('sha256');
			let size = 0;
			const measure = new Transform({
				transform(chunk: Buffer, _encoding, done) {
					hash.update(chunk);
					size += chunk.length;
					done(null, chunk);
				},
			});
			try {
				// `flush`: without fsync a power cut after the rename could leave an empty file under a good name.
				await pipeline(source, measure, createWriteStream(temporary, { flags: 'wx', flush: true }));
				const key = hash.digest('hex');
				if (expectedSha256 !== undefined && key !== expectedSha256) {
					throw new BlobStoreError('HASH_MISMATCH', `The bytes have the hash ${key}, not ${expectedSha256}.`);
				}
				const target = pathOf(key);
				await mkdir(join(folder, key.slice(0, 2)), { recursive: true });
				// Also when the blob is there: equal bytes replace equal bytes, and a damaged copy is healed.
				await rename(temporary, target);
				return { key, size };
			} catch (error) {
				await rm(temporary, { force: true });
				throw error;
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
				if (isMissing(error)) return null;
				throw error;
			}
		},

		async stat(key) {
			const path = pathOf(key);
			try {
				return { size: (await stat(path)).size };
			} catch (error) {
				if (isMissing(error)) return null;
				throw error;
			}
		},

		async remove(key) {
			await rm(pathOf(key), { force: true });
		},
	};
};
