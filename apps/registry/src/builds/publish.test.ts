import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { sha256, startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(() => test.dispose());

const filesOf = ({ files }: TestBuild) =>
	Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text), size: Buffer.byteLength(text) }));

const announce = (build: TestBuild, version: string, changes: Record<string, unknown> = {}) =>
	test.send('POST', `apps/${build.manifest.app}/builds`, {
		version,
		files: filesOf(build),
		manifest: build.manifest,
		...changes,
	});

const announced = async (build: TestBuild, version: string) =>
	((await (await announce(build, version)).json()) as { data: { upload: string; missing: string[] } }).data;

describe('publishing', () => {
	it('stores a build, tells its id, and serves its files', async () => {
		const build = remoteBuild({ app: 'plain' });
		const result = await test.publish(build, '1.0.0');
		expect(result).toMatchObject({ app: 'plain', version: '1.0.0', created: true, files: 4, sent: 4 });
		expect(result.build).toMatch(/^[0-9a-f]{16}$/);
		for (const [path, text] of Object.entries(build.files)) {
			const response = await fetch(`${test.url}/assets/plain/${path}`);
			expect(response.status).toBe(200);
			expect(await response.text()).toBe(text);
		}
		expect(await test.client.builds('plain')).toMatchObject([
			{ version: '1.0.0', build: result.build, kind: 'remote', publishedBy: 'bootstrap', files: 4 },
		]);
	});

	it('is idempotent for the same content', async () => {
		const build = remoteBuild({ app: 'again' });
		const first = await test.publish(build, '1.0.0');
		const second = await test.publish(build, '1.0.0');
		expect(second).toMatchObject({ created: false, build: first.build, sent: 0 });
		expect(second.pointer).toMatchObject({ changed: false, revision: first.pointer?.revision });
		expect(await test.client.builds('again')).toHaveLength(1);
	});

	it('refuses other content under a used version, also when only the manifest differs', async () => {
		await test.publish(remoteBuild({ app: 'fixed' }), '1.0.0');
		for (const other of [
			remoteBuild({ app: 'fixed', text: 'changed' }),
			remoteBuild({ app: 'fixed', remote: { title: 'Another title' } }),
		]) {
			await expect(test.publish(other, '1.0.0')).rejects.toMatchObject({ code: 'VERSION_EXISTS', status: 409 });
		}
	});

	it('refuses other bytes under a path that the app has already', async () => {
		const build = remoteBuild({ app: 'paths' });
		await test.publish(build, '1.0.0');
		const path = build.manifest.entry;
		const changed = { ...build, files: { ...build.files, [path]: 'other bytes, same name' } };
		await expect(test.publish(changed, '1.1.0')).rejects.toMatchObject({
			code: 'ASSET_CONFLICT',
			status: 409,
			errors: { [path]: [expect.any(String)] },
		});
		expect(await (await fetch(`${test.url}/assets/paths/${path}`)).text()).toBe(build.files[path]);
	});

	it('sends only what the registry lacks', async () => {
		await test.publish(remoteBuild({ app: 'delta', text: 'one' }), '1.0.0');
		expect(await test.publish(remoteBuild({ app: 'delta', text: 'two' }), '1.1.0')).toMatchObject({
			files: 4,
			sent: 2,
		});
	});

	it('publishes nothing of a build that lacks a blob', async () => {
		const build = remoteBuild({ app: 'partial' });
		const { upload, missing } = await announced(build, '1.0.0');
		const [first, second] = Object.entries(build.files);
		for (const [, text] of [first, second] as [string, string][]) {
			const put = await test.send('PUT', `uploads/${upload}/blobs/${sha256(text)}`, Buffer.from(text));
			expect(put.status).toBe(201);
		}
		const committed = await test.send('POST', `uploads/${upload}/commit`, { channel: 'production' });
		expect(committed.status).toBe(422);
		expect(await committed.json()).toMatchObject({ code: 'BUILD_INCOMPLETE', success: false });
		expect(missing).toHaveLength(4);
		expect((await fetch(`${test.url}/assets/partial/${first?.[0]}`)).status).toBe(404);
		expect(await test.client.builds('partial')).toEqual([]);
	});

	it('refuses bytes that do not have their hash, and bytes beyond the announced size', async () => {
		const build = remoteBuild({ app: 'lying' });
		const { upload } = await announced(build, '1.0.0');
		const [path, text] = Object.entries(build.files)[0] as [string, string];
		for (const bytes of [Buffer.from(text.replace('calm', 'loud')), Buffer.from(`${text} and more`)]) {
			const response = await test.send('PUT', `uploads/${upload}/blobs/${sha256(text)}`, bytes);
			expect(response.status).toBe(422);
			expect(await response.json()).toMatchObject({ code: 'HASH_MISMATCH', message: expect.stringContaining(path) });
		}
		expect(await readdir(join(test.dataFolder, 'blobs', 'incoming'))).toEqual([]);
	});

	it('refuses a wrong size of a file that is stored already', async () => {
		const build = remoteBuild({ app: 'sized' });
		await test.publish(build, '1.0.0', { channel: 'other' });
		const files = filesOf(build).map((file) => ({ ...file, path: `copy/${file.path}`, size: file.size + 1 }));
		const response = await announce(build, '2.0.0', { files: [...filesOf(build), ...files] });
		const { data } = (await response.json()) as { data: { upload: string; missing: string[] } };
		expect(data.missing).toEqual([]);
		const committed = await test.send('POST', `uploads/${data.upload}/commit`, {});
		expect(await committed.json()).toMatchObject({ code: 'BUILD_INVALID', message: expect.stringContaining('copy/') });
	});

	it('takes an empty file', async () => {
		const build = remoteBuild({ app: 'empty' });
		await test.publish({ ...build, files: { ...build.files, 'none.e3b0c44298fc1c14.css': '' } }, '1.0.0');
		const response = await fetch(`${test.url}/assets/empty/none.e3b0c44298fc1c14.css`);
		expect([response.status, await response.text()]).toEqual([200, '']);
	});

	it('takes only blobs that were announced, into uploads that exist', async () => {
		const { upload } = await announced(remoteBuild({ app: 'asked' }), '1.0.0');
		const stray = Buffer.from('not asked for');
		const blob = `blobs/${sha256(stray)}`;
		expect((await test.send('PUT', `uploads/${upload}/${blob}`, stray)).status).toBe(404);
		const unknown = '00000000-0000-4000-8000-000000000000';
		expect((await test.send('PUT', `uploads/${unknown}/${blob}`, stray)).status).toBe(404);
		expect((await test.send('POST', `uploads/${unknown}/commit`, {})).status).toBe(404);
	});

	it('takes a blob far larger than what a body may be in memory', async () => {
		const text = 'x'.repeat(5 * 1024 * 1024);
		const build = remoteBuild({ app: 'large' });
		const large = { ...build, files: { ...build.files, [`large.${sha256(text).slice(0, 16)}.js`]: text } };
		expect(await test.publish(large, '1.0.0')).toMatchObject({ created: true, sent: 5 });
	});

	it.each(['../secrets.js', 'a/../../b.js', '/etc/passwd', 'a//b.js', 'a\\b.js', '.', 'a b.js'])(
		'refuses the path %j',
		async (path) => {
			const build = remoteBuild({ app: 'escape' });
			const response = await announce(build, '1.0.0', {
				files: [...filesOf(build), { path, sha256: sha256(''), size: 0 }],
			});
			expect(response.status).toBe(422);
			expect(await response.json()).toMatchObject({
				code: 'VALIDATION_FAILED',
				errors: { 'files.4.path': [expect.any(String)] },
			});
		},
	);

	it.each<[string, (build: TestBuild) => Record<string, unknown>, RegExp]>([
		['a manifest of another app', ({ manifest }) => ({ manifest: { ...manifest, app: 'other' } }), /says it is other/],
		['an entry that is not there', ({ manifest }) => ({ manifest: { ...manifest, entry: 'gone.js' } }), /gone\.js/],
		['an unreadable range', ({ manifest }) => ({ manifest: { ...manifest, consumes: { react: 'lots' } } }), /"lots"/],
		[
			'a remote without its manifest',
			({ manifest }) => ({ manifest: { ...manifest, remote: undefined } }),
			/needs its remote manifest/,
		],
		[
			"a path of the registry's own",
			({ manifest }) => ({ manifest: { ...manifest, remote: { ...manifest.remote, routePrefix: '/api' } } }),
			/\/api belongs to the registry/,
		],
		['a file listed twice', (build) => ({ files: [...filesOf(build), ...filesOf(build)] }), /listed twice/],
	])('refuses %s', async (_name, change, sentence) => {
		const build = remoteBuild({ app: 'unsound' });
		const response = await announce(build, '1.0.0', change(build));
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ code: 'BUILD_INVALID', message: expect.stringMatching(sentence) });
	});

	it.each(['1.0', 'v1.0.0', '1.0.0+build', 'latest'])('refuses the version %j', async (version) => {
		const response = await announce(remoteBuild({ app: 'versions' }), version);
		expect(await response.json()).toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { version: [expect.any(String)] },
		});
	});

	it('lets one of two different builds have a version they are committed under at once', async () => {
		const builds = ['left', 'right'].map((text) => remoteBuild({ app: 'twins', text }));
		const results = await Promise.allSettled(builds.map((build) => test.publish(build, '1.0.0')));
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'VERSION_EXISTS' });
		expect(await test.client.builds('twins')).toMatchObject([{ files: 4 }]);
	});
});

describe('tokens', () => {
	it('are asked for', async () => {
		const response = await test.send('POST', 'apps/users/builds', {}, { authorization: '' });
		expect(response.status).toBe(401);
		expect(response.headers.get('www-authenticate')).toBe('Bearer');
		expect(await response.json()).toMatchObject({ code: 'AUTHENTICATION_REQUIRED' });
	});

	it('have to be known', async () => {
		const response = await test.send('POST', 'apps/users/builds', {}, { authorization: 'Bearer flt_guess' });
		expect(response.status).toBe(401);
		expect(await response.json()).toMatchObject({ code: 'TOKEN_INVALID' });
	});

	it('reach no further than their apps, in every step', async () => {
		const token = await test.client.createToken({ name: 'ci-files', apps: ['files'] });
		const authorization = `Bearer ${token}`;
		await expect(test.publish(remoteBuild({ app: 'users' }), '9.0.0', { token })).rejects.toMatchObject({
			code: 'FORBIDDEN',
			status: 403,
		});
		const { upload } = await announced(remoteBuild({ app: 'users' }), '9.0.0');
		const steps = [
			test.send('PUT', `uploads/${upload}/blobs/${sha256('x')}`, Buffer.from('x'), { authorization }),
			test.send('POST', `uploads/${upload}/commit`, {}, { authorization }),
			test.send('PUT', 'channels/production/apps/users', { version: '1.0.0' }, { authorization }),
			test.send('POST', 'channels/production/apps/users/rollback', {}, { authorization }),
			test.send('POST', 'tokens', { name: 'mine', apps: ['*'] }, { authorization }),
			test.send('DELETE', 'tokens/bootstrap', undefined, { authorization }),
		];
		for (const step of steps) expect(await (await step).json()).toMatchObject({ code: 'FORBIDDEN' });
		expect(await test.publish(remoteBuild({ app: 'files' }), '1.0.0', { token })).toMatchObject({ created: true });
	});

	it('stop working when they are revoked', async () => {
		const token = await test.client.createToken({ name: 'ci-gone', apps: ['gone'] });
		await test.client.removeToken('ci-gone');
		await expect(test.publish(remoteBuild({ app: 'gone' }), '1.0.0', { token })).rejects.toMatchObject({
			code: 'TOKEN_INVALID',
		});
	});

	it('have a name of their own', async () => {
		await test.client.createToken({ name: 'ci-twice', apps: ['users'] });
		await expect(test.client.createToken({ name: 'ci-twice', apps: ['files'] })).rejects.toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { name: [expect.any(String)] },
		});
	});
});

it('does not call the shell what is a remote', async () => {
	const shell = shellBuild();
	const asRemote = { ...shell, manifest: { ...shell.manifest, kind: 'remote' as const } };
	await expect(test.publish(asRemote, '1.0.0')).rejects.toMatchObject({ code: 'BUILD_INVALID' });
});

it('does not take a build that says it imports a file which it lacks', async () => {
	const build = shellBuild();
	const soon = { modules: ['gone.0123456789abcdef.js'], styles: [] };
	await expect(test.publish({ ...build, manifest: { ...build.manifest, soon } }, '1.0.0')).rejects.toMatchObject({
		code: 'BUILD_INVALID',
	});
});
