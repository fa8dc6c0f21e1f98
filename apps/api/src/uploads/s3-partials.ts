import { Transform } from 'node:stream';
import { createS3Objects, type S3Settings, toS3ClientConfig } from '@flotilla/server';
import { S3Store } from '@tus/s3-store';
import { ERRORS, Upload } from '@tus/server';
import type { PartialUploads } from './partial-uploads.ts';
import { receiveBytes } from './receive-bytes.ts';
import { UploadTooLongError } from './upload-too-long-error.ts';

export interface S3PartialsOptions {
	settings: S3Settings;
	/** What the keys of all objects begin with. Default `uploads/`. */
	prefix?: string;
}

const infoSuffix = '.info';
const partSuffix = '.part';

/**
 * Uploads as multipart uploads of S3, by `@tus/s3-store`: what every node can go on with. Beside the object
 * lie `.info`, from the creation on, and `.part` with bytes too few for a part.
 */
export const createS3Partials = ({
	settings,
	prefix = 'uploads/',
}: S3PartialsOptions): PartialUploads & { close(): void } => {
	const objects = createS3Objects(settings);
	// Tags would be for rules of the bucket; the sweep looks after what has expired.
	const store = new S3Store({
		s3ClientConfig: { ...toS3ClientConfig(settings), bucket: settings.bucket },
		useTags: false,
	});
	const keyOf = (id: string) => prefix + id;

	return {
		async create(id, size) {
			await store.create(new Upload({ id: keyOf(id), size, offset: 0 }));
		},
		async write(id, body, { offset, end, onBytes, signal }) {
			let position = offset;
			const seen = new Transform({
				transform(chunk: Buffer, _encoding, done) {
					position += chunk.length;
					if (position > end) {
						done(new UploadTooLongError());
						return;
					}
					onBytes(chunk);
					done(null, chunk);
				},
			});
			const storing = store.write(seen, keyOf(id), offset);
			storing.catch((error: Error) => seen.destroy(error));
			await receiveBytes(body, seen, signal).finally(() => storing);
			return storing;
		},
		async offset(id) {
			try {
				return (await store.getUpload(keyOf(id))).offset;
			} catch (error) {
				if (error === ERRORS.FILE_NOT_FOUND) return null;
				throw error;
			}
		},
		source: (id, size) => ({ size, open: (range) => objects.open(keyOf(id), range) }),
		location: keyOf,
		async remove(id) {
			// It knows only of what is not complete yet.
			await store.remove(keyOf(id)).catch(() => {});
			await objects.remove([keyOf(id), keyOf(id) + partSuffix, keyOf(id) + infoSuffix]);
		},
		async *list() {
			for await (const { key, storedAt } of objects.list(prefix)) {
				if (key.endsWith(infoSuffix)) yield { id: key.slice(prefix.length, -infoSuffix.length), touchedAt: storedAt };
			}
		},
		close: () => objects.close(),
	};
};
