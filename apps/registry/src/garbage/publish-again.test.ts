import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { remoteBuild } from '../testing/build-folders.ts';
import { openTestStores } from '../testing/open-test-stores.ts';
import { sha256 } from '../testing/start-test-registry.ts';

const day = 86_400_000;
const limits = { actor: 'janitor', dryRun: false, keepDays: 1, keepUploadHours: 24, graceMinutes: 60 };

let instant = 0;
let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeEach(async () => {
	stores = await openTestStores({ now: () => instant });
});
afterEach(() => stores.dispose());

const { manifest, files } = remoteBuild();
const announce = async (actor: string) => {
	const listed = Object.entries(files).map(([path, content]) => ({
		path,
		sha256: sha256(content),
		size: Buffer.byteLength(content),
	}));
	const { upload } = await stores.builds.announce('users', { version: '1.0.0', files: listed, manifest }, actor);
	for (const content of Object.values(files)) await stores.blobs.put(Readable.from([content]));
	return stores.builds.readUpload(upload);
};

/** Publishes a build that a collection takes a day later. */
const publishAndCollect = async (): Promise<void> => {
	await stores.builds.commit(await announce('first'), { actor: 'first' });
	await setTimeout(2);
	instant = Date.now() + day;
	await setTimeout(2);
	expect(await stores.collector.collect(limits)).toMatchObject({ builds: [{ version: '1.0.0' }] });
};

it('counts from when it came back: the next collection leaves it to be promoted', async () => {
	await publishAndCollect();
	expect(await stores.builds.commit(await announce('second'), { actor: 'second' })).toMatchObject({ created: true });
	expect(await stores.builds.list('users')).toMatchObject([{ version: '1.0.0', publishedBy: 'second' }]);
	expect(await stores.collector.collect(limits)).toMatchObject({ builds: [], blobs: 0 });
});

it('may be done by two at once, and one of them brings it back', async () => {
	await publishAndCollect();
	const uploads = [await announce('second'), await announce('third')];
	const done = await Promise.all(uploads.map((upload) => stores.builds.commit(upload, { actor: 'ci' })));
	expect(done.map(({ created }) => created).toSorted()).toEqual([false, true]);
	expect(await stores.builds.list('users')).toMatchObject([{ version: '1.0.0', files: 4 }]);
});
