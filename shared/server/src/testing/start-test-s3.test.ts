import { randomBytes, randomUUID } from 'node:crypto';
import {
	CopyObjectCommand,
	DeleteObjectCommand,
	GetObjectCommand,
	ListObjectsV2Command,
	PutObjectCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toS3ClientConfig } from '../blob-store/connect-s3.ts';
import { startTestS3, type TestS3 } from './start-test-s3.ts';

let s3: TestS3;
let client: S3Client;
beforeAll(async () => {
	s3 = await startTestS3();
	// What fails is seen: the client would try it again.
	client = new S3Client({ ...toS3ClientConfig(s3.settings), maxAttempts: 1 });
});
afterAll(async () => {
	client.destroy();
	await s3.stop();
});

const many = Array.from({ length: 16 }, (_, index) => index);
const locate = (Key: string) => ({ Bucket: s3.settings.bucket, Key });
const put = (key: string, Body: Buffer) => client.send(new PutObjectCommand({ ...locate(key), Body }));
const read = async (key: string) => {
	const { Body } = await client.send(new GetObjectCommand(locate(key)));
	return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

it('lets objects be copied to one key at the same time, and be read meanwhile', async () => {
	const root = randomUUID();
	const bytes = randomBytes(200_000);
	const to = `${root}/equal`;
	await Promise.all(many.map((index) => put(`${root}/from/${index}`, bytes)));
	await put(to, bytes);
	const copies = many.map((index) =>
		client.send(new CopyObjectCommand({ ...locate(to), CopySource: `${s3.settings.bucket}/${root}/from/${index}` })),
	);
	const readings = many.map(async () => expect((await read(to)).equals(bytes)).toBe(true));
	await Promise.all([...copies, ...readings]);
	expect((await read(to)).equals(bytes)).toBe(true);
	const { Contents } = await client.send(
		new ListObjectsV2Command({ Bucket: s3.settings.bucket, Prefix: `${root}/equal` }),
	);
	expect(Contents?.map(({ Key }) => Key)).toEqual([to]);
});

it('lets objects of one folder come and go at the same time', async () => {
	const folder = `${randomUUID()}/incoming`;
	const bytes = randomBytes(1000);
	const comeAndGo = async (index: number) => {
		for (let round = 0; round < 10; round += 1) {
			const key = `${folder}/${index}-${round}`;
			await put(key, bytes);
			await client.send(new DeleteObjectCommand(locate(key)));
		}
	};
	await Promise.all(many.map(comeAndGo));
	const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket: s3.settings.bucket, Prefix: folder }));
	expect(KeyCount).toBe(0);
});
