import { randomUUID } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { assertBlobKey, type BlobStore, BlobStoreError, isBlobKey } from './blob-store.ts';
import { createBytesMeter } from './measure-bytes.ts';
import { copyS3Object } from './s3-copy-object.ts';
import { listS3Objects } from './s3-list-objects.ts';

export interface S3BlobStoreOptions {
	client: S3Client;
	bucket: string;
	/** What the keys of all objects begin with. Default `blobs/`. */
	prefix?: string;
	/** Bytes of a part of an upload; one part a stream is in memory. S3 takes 5 MiB and more. Default 8 MiB. */
	partSize?: number;
}

/** Whether S3 says that there is no such object. */
export const isMissingS3Object = (error: unknown): boolean =>
	error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);

const nullWhenMissing = (error: unknown): null => {
	if (isMissingS3Object(error)) return null;
	throw error;
};

const totalOf = (contentRange: string | undefined): number | undefined => {
	const total = /\/(\d+)$/.exec(contentRange ?? '')?.[1];
	return total === undefined ? undefined : Number(total);
};

/**
 * Blobs as objects: `<prefix><key>`, uploaded in parts to `<prefix>incoming/<random>` first.
 *
 * The hash is known at the end of a stream only, and S3 has no rename: the last step is a copy
 * inside the bucket, which is atomic. What a killed process left in `incoming` is never read.
 */
export const createS3BlobStore = ({
	client,
	bucket,
	prefix = 'blobs/',
	partSize = 8 * 1024 * 1024,
}: S3BlobStoreOptions): BlobStore => {
	const incoming = `${prefix}incoming/`;
	const objectOf = (key: string) => {
		assertBlobKey(key);
		return { Bucket: bucket, Key: prefix + key };
	};

	const uploadTo = async (location: string, source: Readable) => {
		const meter = createBytesMeter();
		const body = new PassThrough();
		const upload = new Upload({
			client,
			params: { Bucket: bucket, Key: location, Body: body },
			partSize,
			queueSize: 1,
		});
		const uploading = upload.done();
		// It is waited for below; a failure before that must not count as one that nobody hears.
		uploading.catch((error: Error) => body.destroy(error));
		try {
			await pipeline(source, meter.stream, body);
		} catch (error) {
			await upload.abort();
			await uploading.catch(() => {});
			throw error;
		}
		await uploading;
		return meter.result();
	};

	const removeObject = (location: string) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: location }));

	return {
		async put(source, { expectedSha256 } = {}) {
			if (expectedSha256 !== undefined) assertBlobKey(expectedSha256);
			source.on('error', () => {});
			const temporary = incoming + randomUUID();
			try {
				const { key, size } = await uploadTo(temporary, source);
				if (expectedSha256 !== undefined && key !== expectedSha256) {
					throw new BlobStoreError('HASH_MISMATCH', `The bytes have the hash ${key}, not ${expectedSha256}.`);
				}
				await copyS3Object({ client, bucket, from: temporary, to: prefix + key, size });
				return { key, size };
			} finally {
				await removeObject(temporary).catch(() => {});
			}
		},

		async adopt(location, key) {
			const { Key: to } = objectOf(key);
			try {
				const { ContentLength: size = 0 } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: location }));
				await copyS3Object({ client, bucket, from: location, to, size });
			} catch (error) {
				if (!isMissingS3Object(error)) throw error;
				throw new BlobStoreError('SOURCE_MISSING', `There is no object ${location}.`, { cause: error });
			}
		},

		async open(key, range) {
			const object = objectOf(key);
			const wanted = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
			const answer = await client.send(new GetObjectCommand({ ...object, ...wanted })).catch(nullWhenMissing);
			if (answer === null) return null;
			const size = totalOf(answer.ContentRange) ?? answer.ContentLength ?? 0;
			// In Node the body is a stream of Node.
			return { stream: answer.Body as Readable, size };
		},

		async stat(key) {
			const found = await client.send(new HeadObjectCommand(objectOf(key))).catch(nullWhenMissing);
			return found && { size: found.ContentLength ?? 0, storedAt: found.LastModified?.getTime() ?? 0 };
		},

		async remove(key) {
			await removeObject(objectOf(key).Key);
		},

		async *list() {
			for await (const { key: location, size, storedAt } of listS3Objects({ client, bucket, prefix })) {
				const key = location.slice(prefix.length);
				if (isBlobKey(key)) yield { key, size, storedAt };
			}
		},

		async removeStale(instant) {
			for await (const { key, storedAt } of listS3Objects({ client, bucket, prefix: incoming })) {
				if (storedAt < instant) await removeObject(key);
			}
		},
	};
};
