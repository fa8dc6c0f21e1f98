import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectS3 } from './connect-s3.ts';

/** Answers of the object store to come; 200 when there are none. */
let statuses: number[] = [];
let asked = 0;
const server = createServer((_request, response) => {
	asked += 1;
	response.writeHead(statuses.shift() ?? 200).end();
});
beforeEach(async () => {
	statuses = [];
	asked = 0;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const connect = () =>
	connectS3({
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		bucket: 'bucket',
		accessKeyId: 'key',
		secretAccessKey: 'secret',
		forcePathStyle: true,
	});

it.each([500, 503])('tries again what the object store answers with %i', async (status) => {
	const client = await connect();
	statuses = [status, status];
	await client.send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'object' }));
	expect(asked).toBe(4);
	client.destroy();
});

it('gives up what fails three times', async () => {
	statuses = [500, 500, 500];
	await expect(connect()).rejects.toMatchObject({ name: 'StartError', code: 'BLOB_STORE_UNAVAILABLE' });
	expect(asked).toBe(3);
});
