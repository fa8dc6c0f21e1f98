import { readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffTable } from '../cli/format-deploys.ts';
import { createRegistryClient } from '../client/registry-client.ts';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { sha256, startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeEach(async () => {
	test = await startTestRegistry();
});
afterEach(() => test.dispose());

const blobFiles = async (): Promise<string[]> => {
	const folder = join(test.dataFolder, 'blobs');
	const names = await readdir(folder, { recursive: true, withFileTypes: true });
	return names
		.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
};

/** Time passes for what is stored: blobs younger than the grace are never removed. */
const makeOld = async (): Promise<void> => {
	const yesterday = new Date(Date.now() - 86_400_000);
	// A publish beside it may put another file in the place of one that was just listed.
	for (const path of await blobFiles()) await utimes(path, yesterday, yesterday).catch(() => {});
};

const statusesOf = (build: TestBuild) =>
	Promise.all(
		Object.keys(build.files).map(async (path) => {
			const response = await fetch(`${test.url}/assets/${build.manifest.app}/${path}`);
			const body = await response.text();
			return response.status === 200 && body === build.files[path] ? 200 : response.status;
		}),
	);
const allServed = async (build: TestBuild): Promise<boolean> =>
	(await statusesOf(build)).every((status) => status === 200);

const versions = ['1.0.0', '1.1.0', '1.2.0'];
const builds = versions.map((version) => remoteBuild({ text: version }));
const publishAll = async (): Promise<void> => {
	await test.publish(shellBuild(), '1.0.0');
	for (const [index, version] of versions.entries()) await test.publish(builds[index] as TestBuild, version);
	await makeOld();
};

describe('collecting garbage', () => {
	it('removes what no channel serves or would go back to, and no other file', async () => {
		await publishAll();
		const before = (await blobFiles()).length;
		const collected = await test.client.collectGarbage({ keepDays: 0, message: 'Disk is full' });
		expect(collected).toMatchObject({
			dryRun: false,
			builds: [{ app: 'users', version: '1.0.0' }],
			// Its entry and its page; icons and style are those of the later ones, too. Each with two compressed forms.
			files: 2,
			blobs: 6,
		});
		expect(collected.bytes).toBeGreaterThan(0);
		expect((await blobFiles()).length).toBe(before - 6);
		expect((await statusesOf(builds[0] as TestBuild)).toSorted()).toEqual([200, 200, 404, 404]);
		expect(await allServed(builds[1] as TestBuild)).toBe(true);
		expect(await allServed(builds[2] as TestBuild)).toBe(true);
		expect(await test.client.rollback('production', 'users')).toMatchObject({ version: '1.1.0' });
		await expect(test.client.promote('production', 'users', '1.0.0')).rejects.toMatchObject({
			code: 'NOT_FOUND',
			message: expect.stringContaining('Publish the same build again.'),
		});
		expect(await test.client.collections()).toMatchObject([
			{ actor: 'bootstrap', reason: 'Disk is full', result: { blobs: 6 } },
		]);
	});

	it('says in a dry run what it would remove, and removes nothing', async () => {
		await publishAll();
		const before = await blobFiles();
		const planned = await test.client.collectGarbage({ keepDays: 0, dryRun: true });
		expect(planned).toMatchObject({ dryRun: true, files: 2, blobs: 6 });
		expect((await blobFiles()).toSorted()).toEqual(before.toSorted());
		expect(await allServed(builds[0] as TestBuild)).toBe(true);
		expect(await test.client.collections()).toEqual([]);
		expect(await test.client.collectGarbage({ keepDays: 0 })).toEqual({ ...planned, dryRun: false });
	});

	it('keeps what was live or published within the limit, 30 days by default', async () => {
		await publishAll();
		expect(await test.client.collectGarbage()).toMatchObject({ builds: [], compositions: [], files: 0, blobs: 0 });
		expect(await allServed(builds[0] as TestBuild)).toBe(true);
	});

	it('keeps what another channel serves', async () => {
		await publishAll();
		await test.client.promote('archive', 'users', '1.0.0');
		expect(await test.client.collectGarbage({ keepDays: 0 })).toMatchObject({ builds: [] });
		expect(await allServed(builds[0] as TestBuild)).toBe(true);
	});

	it('removes compositions one of whose builds is gone: nobody can go back to them', async () => {
		await publishAll();
		const first = (await test.client.history('production')).at(-2)?.compositionId as string;
		const { compositions } = await test.client.collectGarbage({ keepDays: 0 });
		expect(compositions).toEqual([first]);
		expect((await fetch(`${test.url}/registry/v1/compositions/${first}`)).status).toBe(404);
		await expect(test.client.rollbackTo('production', first)).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	it('is told by a diff with what a channel had: a removed build is not one without files', async () => {
		await publishAll();
		await test.client.collectGarbage({ keepDays: 0 });
		const diff = await test.client.diff('production', { at: 2 });
		expect(diff.apps).toEqual([
			{
				app: 'users',
				from: { version: '1.2.0', build: expect.any(String) },
				to: { version: '1.0.0', build: expect.any(String) },
				files: null,
				bytes: null,
				transferBytes: null,
			},
		]);
		expect(diffTable(diff).slice(2)).toEqual([
			'The files of users 1.0.0 were removed, as nothing needed them. Publish the same build again.',
			'A browser fetches at most 0 files, 0.0 KB of what is there.',
		]);
	});

	it('lets the same build be published again, and no other one under its version or its addresses', async () => {
		await publishAll();
		await test.client.collectGarbage({ keepDays: 0 });
		await expect(test.publish(remoteBuild({ text: 'other' }), '1.0.0')).rejects.toMatchObject({
			code: 'VERSION_EXISTS',
		});
		const [first] = builds as [TestBuild];
		const damaged = structuredClone(first);
		damaged.files[first.manifest.entry] = 'other bytes';
		await expect(test.publish(damaged, '3.0.0')).rejects.toMatchObject({ code: 'ASSET_CONFLICT' });
		expect(await test.publish(first, '1.0.0')).toMatchObject({ created: true, sent: 2, pointer: { version: '1.0.0' } });
		expect(await allServed(first)).toBe(true);
		const answer = await fetch(`${test.url}/assets/users/${first.manifest.entry}`, {
			headers: { 'accept-encoding': 'br' },
		});
		expect(answer.headers.get('content-encoding')).toBe('br');
	});

	it('keeps the blobs of an upload that may still be committed', async () => {
		const build = remoteBuild({ app: 'given-up' });
		const files = Object.entries(build.files).map(([path, content]) => ({
			path,
			sha256: sha256(content),
			size: Buffer.byteLength(content),
		}));
		const { upload, missing } = await test.client.announce('given-up', {
			version: '1.0.0',
			files,
			manifest: build.manifest,
		});
		const [hash] = missing as [string];
		const content = Object.values(build.files).find((text) => sha256(text) === hash) as string;
		await test.client.putBlob(upload, hash, Buffer.from(content));
		await makeOld();
		expect(await test.client.collectGarbage({ keepDays: 0 })).toMatchObject({ uploads: 0, blobs: 0 });
		expect(await blobFiles()).toHaveLength(1);
	});

	it('is for tokens of all apps', async () => {
		const token = await test.client.createToken({ name: 'users-only', apps: ['users'] });
		const client = createRegistryClient({ registry: test.url, token });
		await expect(client.collectGarbage({ dryRun: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(client.collections()).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(test.client.collectGarbage({ graceMinutes: 0 })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
	});

	it('takes nothing away from a publish that runs beside it', async () => {
		await publishAll();
		// Every round the same files are garbage, old enough to go, while somebody publishes them again.
		let going = true;
		let blobs = 0;
		const collecting = (async () => {
			while (going) {
				blobs += (await test.client.collectGarbage({ keepDays: 0 })).blobs;
				await makeOld();
			}
		})();
		try {
			// On a busy machine a collection may meet nothing to take in 12 rounds, which would show nothing.
			for (let round = 0; round < 12 || (blobs === 0 && round < 200); round += 1) {
				const [old] = builds as [TestBuild];
				await test.publish(old, '1.0.0');
				expect(await allServed(old)).toBe(true);
				for (const version of ['1.1.0', '1.2.0']) {
					const index = versions.indexOf(version);
					await test.publish(builds[index] as TestBuild, version);
					expect(await allServed(builds[index] as TestBuild)).toBe(true);
				}
			}
		} finally {
			going = false;
		}
		await collecting;
		expect(blobs).toBeGreaterThan(0);
	});
});

describe('a blob of a published file', () => {
	it('is not taken for garbage when somebody has removed it by hand', async () => {
		await publishAll();
		for (const path of await blobFiles()) await rm(path);
		expect(await test.client.collectGarbage({ keepDays: 0 })).toMatchObject({ blobs: 0, bytes: 0 });
	});
});
