import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { remoteBuild } from '../testing/build-folders.ts';
import { openTestStores } from '../testing/open-test-stores.ts';
import { sha256 } from '../testing/start-test-registry.ts';
import { createGarbageCollector } from './garbage-collector.ts';

const hour = 3_600_000;
const limits = { actor: 'janitor', dryRun: false, keepDays: 30, keepUploadHours: 24, graceMinutes: 60 };

let later = 0;
const pass = (milliseconds: number): void => {
	later += milliseconds;
};
let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeEach(async () => {
	later = 0;
	stores = await openTestStores({ now: () => Date.now() + later });
});
afterEach(() => stores.dispose());

it('gives up an upload that was not committed for a day, its blobs with it, and its commit is told', async () => {
	const { blobs, builds, collector } = stores;
	const { manifest, files } = remoteBuild();
	const listed = Object.entries(files).map(([path, content]) => ({
		path,
		sha256: sha256(content),
		size: Buffer.byteLength(content),
	}));
	const { upload } = await builds.announce('users', { version: '1.0.0', files: listed, manifest }, 'ci');
	for (const content of Object.values(files)) await blobs.put(Readable.from([content]));
	const seen = await builds.readUpload(upload);

	pass(23 * hour);
	expect(await collector.collect(limits)).toMatchObject({ uploads: 0, blobs: 0 });
	pass(2 * hour);
	expect(await collector.collect(limits)).toMatchObject({ uploads: 1, blobs: 4 });
	await expect(builds.readUpload(upload)).rejects.toMatchObject({ code: 'NOT_FOUND' });

	// Somebody who had begun to commit, and has found all files, is not believed any more.
	for (const content of Object.values(files)) await blobs.put(Readable.from([content]));
	await expect(builds.commit(seen, { actor: 'ci' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	expect(await builds.list('users')).toEqual([]);
});

it('leaves blobs that are young, as a commit stores compressed files before it names them', async () => {
	const { blobs, collector } = stores;
	const { key } = await blobs.put(Readable.from(['compressed']));
	expect(await collector.collect(limits)).toMatchObject({ blobs: 0 });
	pass(2 * hour);
	expect(await collector.collect({ ...limits, dryRun: true })).toMatchObject({ blobs: 1, bytes: 10 });
	expect(await blobs.stat(key)).not.toBeNull();
	expect(await collector.collect(limits)).toMatchObject({ blobs: 1, bytes: 10 });
	expect(await blobs.stat(key)).toBeNull();
});

it('leaves a blob that is stored again after it was listed', async () => {
	const { blobs, database } = stores;
	const { key } = await blobs.put(Readable.from(['compressed']));
	const collector = createGarbageCollector({
		database,
		blobs: {
			...blobs,
			async *list() {
				for await (const blob of blobs.list()) yield { ...blob, storedAt: Date.now() - 2 * hour };
			},
		},
	});
	expect(await collector.collect(limits)).toMatchObject({ blobs: 0, bytes: 0 });
	expect(await blobs.stat(key)).not.toBeNull();
});
