import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestS3, type TestS3 } from '../testing/start-test-s3.ts';
import { describeBlobStore } from './blob-store.conformance.ts';
import { toS3ClientConfig } from './connect-s3.ts';
import { openBlobStore } from './open-blob-store.ts';
import { createS3BlobStore } from './s3-blob-store.ts';
import { listS3Objects } from './s3-list-objects.ts';

let s3: TestS3;
beforeAll(async () => {
	s3 = await startTestS3();
});
afterAll(() => s3.stop());

describeBlobStore('S3', async () => {
	const { bucket } = s3.settings;
	const client = new S3Client(toS3ClientConfig(s3.settings));
	const root = `${randomUUID()}/`;
	const prefix = `${root}blobs/`;
	const names = async (under: string) => {
		const all: string[] = [];
		for await (const { key } of listS3Objects({ client, bucket, prefix: under })) all.push(key);
		return all;
	};
	const write = async (key: string, Body: Buffer | string) => {
		await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
		return key;
	};
	return {
		// Parts as small as S3 allows, so that the larger blobs of the suite have several.
		store: createS3BlobStore({ client, bucket, prefix, partSize: 5 * 1024 * 1024 }),
		storedNames: () => names(prefix),
		place: (bytes) => write(`${root}beside/${randomUUID()}`, bytes),
		leaveUnfinished: async () => {
			await write(`${prefix}incoming/${randomUUID()}`, 'half of');
		},
		async dispose() {
			for (const key of await names(root)) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
			client.destroy();
		},
	};
});

it('says in one sentence that the bucket does not answer', async () => {
	await expect(
		openBlobStore({ folder: '', s3: { ...s3.settings, bucket: 'there-is-no-such-bucket' } }),
	).rejects.toMatchObject({ name: 'StartError', code: 'BLOB_STORE_UNAVAILABLE' });
});
