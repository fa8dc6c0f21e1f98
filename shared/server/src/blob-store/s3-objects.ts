import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ByteRange, ListedBlob } from './blob-store.ts';
import { type S3Settings, toS3ClientConfig } from './connect-s3.ts';
import { listS3Objects } from './s3-list-objects.ts';

/** Objects of a bucket by their whole keys, for what is not content-addressed. */
export interface S3Objects {
	/** Whoever opens a stream reads it to its end or destroys it. */
	open(key: string, range?: ByteRange): Promise<Readable>;
	/** Removing what is not there is not an error. */
	remove(keys: readonly string[]): Promise<void>;
	list(prefix: string): AsyncIterable<ListedBlob>;
	close(): void;
}

export const createS3Objects = (settings: S3Settings): S3Objects => {
	const client = new S3Client(toS3ClientConfig(settings));
	const { bucket } = settings;
	return {
		async open(key, range) {
			const wanted = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
			const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...wanted }));
			// In Node the body is a stream of Node.
			return Body as Readable;
		},
		async remove(keys) {
			for (const key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
		},
		list: (prefix) => listS3Objects({ client, bucket, prefix }),
		close: () => client.destroy(),
	};
};
