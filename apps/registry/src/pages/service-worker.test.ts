import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

const firstWorker = 'self.words = "the first worker";';
const shell = shellBuild({ serviceWorker: firstWorker });
const users = remoteBuild({ app: 'users' });

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shell, '1.0.0');
	await test.publish({ ...users, files: { ...users.files, 'page.0123456789abcdef.js.map': '{}' } }, '1.0.0');
});
afterAll(() => test.dispose());

const open = (url = test.url) => fetch(`${url}/`, { headers: { accept: 'text/html' } });

describe('a shell with a service worker', () => {
	it('has it served at the root, asked for anew each time, with a policy of its own', async () => {
		const answer = await fetch(`${test.url}/sw.js`);
		expect(answer.status).toBe(200);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'text/javascript; charset=utf-8',
			'cache-control': 'no-cache',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'self'",
		});
		expect(await answer.text()).toContain(firstWorker);
		const again = await fetch(`${test.url}/sw.js`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
		expect(again.status).toBe(304);
	});

	it('has its pages say so, and allow it', async () => {
		const page = await open();
		expect(await page.text()).toContain('<meta name="flotilla-service-worker" content="/sw.js">');
		expect(page.headers.get('content-security-policy')).toContain("worker-src 'self'");
	});

	it('is followed by the worker of the next shell, and by the former one after a rollback', async () => {
		await test.publish(shellBuild({ serviceWorker: 'self.words = "another";' }), '1.1.0');
		expect(await (await fetch(`${test.url}/sw.js`)).text()).toContain('another');
		await test.client.rollback('production', 'shell');
		expect(await (await fetch(`${test.url}/sw.js`)).text()).toContain(firstWorker);
	});
});

describe('the files of a composition', () => {
	it('are all of its builds’ with their hashes, but for the worker and what only developers look at', async () => {
		const id = (await open()).headers.get('x-flotilla-composition');
		const answer = await fetch(`${test.url}/registry/v1/compositions/${id}/files`);
		expect(answer.headers.get('cache-control')).toContain('immutable');
		const { data } = (await answer.json()) as {
			data: { compositionId: string; files: { url: string; integrity: string; size: number }[] };
		};
		expect(data.compositionId).toBe(id);
		const expected = [...Object.entries(shell.files), ...Object.entries(users.files)]
			.filter(([path]) => !path.startsWith('service-worker.'))
			.map(([path, text]) => ({
				url: `/assets/${path in shell.files ? 'shell' : 'users'}/${path}`,
				integrity: `sha256-${createHash('sha256').update(text).digest('base64')}`,
				size: Buffer.byteLength(text),
			}))
			.sort((a, b) => (a.url < b.url ? -1 : 1));
		expect(data.files).toEqual(expected);
		for (const { url } of data.files) expect((await fetch(`${test.url}${url}`)).status).toBe(200);
	});

	it('of a composition that nobody ever had are not found', async () => {
		const answer = await fetch(`${test.url}/registry/v1/compositions/c-0123456789abcdef/files`);
		expect(answer.status).toBe(404);
	});
});

describe('without a service worker', () => {
	it.each([
		['a registry that is told to have none', { serviceWorker: false }, shell],
		['a shell that brings none', {}, shellBuild()],
	])('%s has pages that register none, and takes out the one that browsers have', async (_name, options, build) => {
		const other = await startTestRegistry(options);
		try {
			await other.publish(build, '1.0.0');
			expect(await (await open(other.url)).text()).not.toContain('flotilla-service-worker');
			const answer = await fetch(`${other.url}/sw.js`);
			expect(answer.headers.get('cache-control')).toBe('no-cache');
			expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
			expect(await answer.text()).toContain('registration.unregister()');
		} finally {
			await other.dispose();
		}
	});
});

it('only a shell may have one', async () => {
	const greedy = remoteBuild({ app: 'greedy' });
	const build = { ...greedy, manifest: { ...greedy.manifest, serviceWorker: greedy.manifest.entry } };
	await expect(test.publish(build, '1.0.0')).rejects.toMatchObject({ code: 'BUILD_INVALID' });
});
