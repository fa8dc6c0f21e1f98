/// <reference path="./s3rver.d.ts" />
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../blob-store/connect-s3.ts';
import { answerListParts } from './answer-list-parts.ts';
import { writeWholeObjects } from './write-whole-objects.ts';

export interface TestS3 {
	settings: S3Settings;
	stop(): Promise<void>;
}

/**
 * A server of the S3 protocol with an empty bucket on a port of its own; the one at
 * `TEST_S3_ENDPOINT` when that is set, with `TEST_S3_BUCKET`, `TEST_S3_ACCESS_KEY_ID` and
 * `TEST_S3_SECRET_ACCESS_KEY`.
 */
export const startTestS3 = async (): Promise<TestS3> => {
	const { TEST_S3_ENDPOINT: endpoint, TEST_S3_BUCKET: bucket = 'flotilla-test' } = process.env;
	if (endpoint !== undefined) {
		const { TEST_S3_ACCESS_KEY_ID: accessKeyId, TEST_S3_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
		const settings = { endpoint, bucket, accessKeyId, secretAccessKey, forcePathStyle: true };
		return { settings, stop: async () => {} };
	}
	const directory = await mkdtemp(join(tmpdir(), 'flotilla-s3-'));
	const server = new S3rver({
		port: 0,
		address: '127.0.0.1',
		silent: true,
		directory,
		configureBuckets: [{ name: bucket }],
	});
	server.middleware.unshift(answerListParts(directory));
	writeWholeObjects(server.store);
	const getObject = server.store.getObject.bind(server.store);
	// It takes the end 0 for no end; the text is a number to it and not nothing.
	server.store.getObject = (name, key, range) =>
		getObject(name, key, range?.end === 0 ? { ...range, end: '0' } : range);
	const { port } = await server.run();
	return {
		settings: {
			endpoint: `http://127.0.0.1:${port}`,
			bucket,
			accessKeyId: 'S3RVER',
			secretAccessKey: 'S3RVER',
			forcePathStyle: true,
		},
		async stop() {
			await server.close();
			await rm(directory, { recursive: true, force: true });
		},
	};
};
