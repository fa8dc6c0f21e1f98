import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createLog, openBlobStore } from '@flotilla/server';
import { startTestS3, type TestS3 } from '@flotilla/server/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from './create-registry.ts';
import { readSettings, s3Of } from './read-settings.ts';
import { remoteBuild, shellBuild } from './testing/build-folders.ts';
import { openTestStores } from './testing/open-test-stores.ts';
import { startTestRegistry, type TestRegistry } from './testing/start-test-registry.ts';

/** Of this run alone, as the bucket may be one for all of them. */
const prefix = `${randomUUID()}/`;
let s3: TestS3;
let test: TestRegistry;
beforeAll(async () => {
	s3 = await startTestS3();
	test = await startTestRegistry({ s3: { ...s3.settings, prefix } });
});
afterAll(async () => {
	await test.dispose();
	await s3.stop();
});

const users = remoteBuild({ app: 'users' });

it('publishes into the bucket and serves from it, with nothing in its data folder', async () => {
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(users, '1.0.0');
	const asset = await fetch(`${test.url}/assets/users/${users.manifest.entry}`, {
		headers: { 'accept-encoding': 'gzip' },
	});
	expect(asset.status).toBe(200);
	expect(asset.headers.get('content-encoding')).toBe('gzip');
	expect(await asset.text()).toBe(users.files[users.manifest.entry]);
	await expect(access(join(test.dataFolder, 'blobs'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it('collects its own garbage, and leaves what the API and another registry keep in the same bucket', async () => {
	const tomorrow = () => Date.now() + 86_400_000;
	const stores = await openTestStores({ now: tomorrow, s3: { ...s3.settings, prefix: `${prefix}collected/` } });
	const { blobs: files, close } = await openBlobStore({ folder: '', s3: s3.settings });
	try {
		const bytes = () => Readable.from(['what no build refers to']);
		const { key } = await files.put(bytes());
		await stores.blobs.put(bytes());
		const limits = { actor: 'janitor', dryRun: false, keepDays: 0, keepUploadHours: 0, graceMinutes: 5 };
		expect(await stores.collector.collect(limits)).toMatchObject({ blobs: 1 });
		expect(await stores.blobs.stat(key)).toBeNull();
		expect(await files.stat(key)).not.toBeNull();
		const asset = await fetch(`${test.url}/assets/users/${users.manifest.entry}`);
		expect(asset.status).toBe(200);
	} finally {
		close();
		await stores.dispose();
	}
});

it('says at its start that the bucket does not answer', async () => {
	const settings = { ...s3.settings, bucket: 'there-is-no-such-bucket' };
	const log = createLog({ name: 'registry', level: 'silent' });
	const { dataFolder, databaseUrl } = test;
	await expect(
		createRegistry({ dataFolder: join(dataFolder, 'second'), databaseUrl, s3: settings, log }),
	).rejects.toMatchObject({ code: 'BLOB_STORE_UNAVAILABLE' });
});

it('reads the bucket from the environment, and wants a key with its secret', () => {
	expect(s3Of(readSettings({ S3_ENDPOINT: 'http://s3:7070' }))).toBeUndefined();
	expect(
		s3Of(readSettings({ S3_BUCKET: 'builds', S3_ENDPOINT: 'http://s3:7070', S3_FORCE_PATH_STYLE: '1' })),
	).toMatchObject({ bucket: 'builds', endpoint: 'http://s3:7070', forcePathStyle: true, prefix: 'registry/' });
	expect(() => readSettings({ S3_PREFIX: '/staging' })).toThrow('S3_PREFIX');
	expect(() => readSettings({ S3_BUCKET: 'builds', S3_ACCESS_KEY_ID: 'only' })).toThrow('S3_ACCESS_KEY_ID');
});
