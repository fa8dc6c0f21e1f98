import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createFolderBlobStore, createLog, openDatabase } from '@flotilla/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBuildStore } from '../builds/build-store.ts';
import { migrations } from '../database/migrations.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { remoteBuild } from '../testing/build-folders.ts';
import { createTestDatabase } from '../testing/create-test-database.ts';
import { sha256 } from '../testing/start-test-registry.ts';
import { createGarbageCollector } from './garbage-collector.ts';

const hour = 3_600_000;
const limits = { actor: 'janitor', dryRun: false, keepDays: 30, keepUploadHours: 24, graceMinutes: 60 };

let folder: string;
let close: () => Promise<void>;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-garbage-'));
});
afterEach(async () => {
	await close();
	await rm(folder, { recursive: true, force: true });
});

const open = async () => {
	const database = await openDatabase<RegistrySchema>({
		folder: join(folder, 'database'),
		url: await createTestDatabase(),
		migrations,
		log: createLog({ name: 'registry', level: 'silent' }),
		templateFolder: join(import.meta.dirname, '../../../../node_modules/.cache/flotilla/registry-database'),
	});
	close = () => database.destroy();
	const blobs = createFolderBlobStore({ folder: join(folder, 'blobs') });
	let later = 0;
	return {
		blobs,
		builds: createBuildStore({ database, blobs }),
		collector: createGarbageCollector({ database, blobs, now: () => Date.now() + later }),
		pass: (milliseconds: number) => {
			later += milliseconds;
		},
	};
};

it('gives up an upload that was not committed for a day, its blobs with it, and its commit is told', async () => {
	const { blobs, builds, collector, pass } = await open();
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
	const { blobs, collector, pass } = await open();
	const { key } = await blobs.put(Readable.from(['compressed']));
	expect(await collector.collect(limits)).toMatchObject({ blobs: 0 });
	pass(2 * hour);
	expect(await collector.collect({ ...limits, dryRun: true })).toMatchObject({ blobs: 1, bytes: 10 });
	expect(await blobs.stat(key)).not.toBeNull();
	expect(await collector.collect(limits)).toMatchObject({ blobs: 1, bytes: 10 });
	expect(await blobs.stat(key)).toBeNull();
});
