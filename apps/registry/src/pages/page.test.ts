import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(() => test.dispose());

const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
const open = (path: string, headers: Record<string, string> = {}) =>
	fetch(`${test.url}${path}`, { headers: { accept, ...headers } });
const assetsIn = (html: string, app: string): string[] => [
	...new Set([...html.matchAll(new RegExp(`"(/assets/${app}/[^"]+)"`, 'g'))].map((match) => match[1] ?? '')),
];

it('says in one sentence that nothing is published yet', async () => {
	const response = await open('/');
	expect(response.status).toBe(503);
	expect(response.headers.get('cache-control')).toBe('no-store');
	expect(await response.text()).toContain('Nothing is published here yet');
});

describe('once the apps are published', () => {
	beforeAll(async () => {
		await test.publish(shellBuild(), '1.0.0');
		for (const app of ['users', 'files']) await test.publish(remoteBuild({ app }), '1.0.0');
	});

	it('answers a page with its composition, policy and preloads', async () => {
		const response = await open('/users/42?tab=files');
		expect(response.status).toBe(200);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-cache',
			'x-content-type-options': 'nosniff',
			etag: expect.stringMatching(/^W\/"c-[0-9a-f]{16}\.[0-9a-f]{16}"$/),
		});
		const html = await response.text();
		const inlined = /id="flotilla-composition">(.*)<\/script>/.exec(html)?.[1] ?? '';
		const { id, remotes } = JSON.parse(inlined) as { id: string; remotes: { app: string }[] };
		expect(id).toBe(response.headers.get('x-flotilla-composition'));
		expect(remotes.map(({ app }) => app)).toEqual(['files', 'users']);

		const links = [...html.matchAll(/<link rel="(modulepreload|stylesheet|preload" as="style)" href="([^"]+)"/g)].map(
			(match) => match[2],
		);
		expect(links.some((url) => url?.startsWith('/assets/shell/'))).toBe(true);
		expect(links.filter((url) => url?.startsWith('/assets/users/'))).toHaveLength(3);
		expect(links.filter((url) => url?.startsWith('/assets/files/'))).toHaveLength(0);
		for (const url of links) expect((await fetch(`${test.url}${url}`)).status).toBe(200);
	});

	it('puts a new nonce into the policy and the page each time', async () => {
		const nonces = new Set<string>();
		for (let count = 0; count < 3; count += 1) {
			const response = await open('/');
			const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';
			const html = await response.text();
			expect(html).toContain(`<script type="module" nonce="${nonce}"`);
			expect(html).toContain(`<style nonce="${nonce}">`);
			nonces.add(nonce);
		}
		expect(nonces.size).toBe(3);
	});

	it('answers 304 without a policy while nothing changed, and another page for another route', async () => {
		const first = await open('/users');
		const tag = first.headers.get('etag') ?? '';
		const again = await open('/users/7', { 'if-none-match': tag });
		expect(again.status).toBe(304);
		expect(again.headers.has('content-security-policy')).toBe(false);
		expect(again.headers.get('cache-control')).toBe('no-cache');
		expect((await open('/files', { 'if-none-match': tag })).status).toBe(200);
	});

	it.each(['br', 'gzip', 'identity'])('compresses to %s', async (encoding) => {
		const response = await open('/', { 'accept-encoding': encoding });
		expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
		expect(await response.text()).toContain('<div id="root">');
	});

	it('gives pages that were compressed before they were asked for a nonce each', async () => {
		const nonces = new Set<string>();
		// The first ones are compressed as they are asked for.
		await vi.waitFor(async () => {
			const response = await open('/late', { 'accept-encoding': 'br' });
			const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';
			nonces.add(nonce);
			expect((await response.text()).split(`nonce="${nonce}"`).length).toBeGreaterThan(3);
			expect(nonces.size).toBeGreaterThan(3);
		});
	});

	it.each([
		['/users', { accept: 'application/json' }],
		['/main.js', { accept: '*/*' }],
		['/users', { accept, 'sec-fetch-dest': 'script' }],
		['/registry/v1/nothing', {}],
		['/assets/users/gone.js', {}],
	])('answers a JSON 404 to %s with %j', async (path, headers) => {
		const response = await open(path, headers as Record<string, string>);
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', success: false });
	});

	it('gives the next page load what was published in between, and leaves other apps as they are', async () => {
		const before = await (await open('/users')).text();
		const tag = (await open('/users')).headers.get('etag') ?? '';
		await test.publish(remoteBuild({ app: 'users', text: 'second' }), '1.1.0');
		const response = await open('/users', { 'if-none-match': tag });
		expect(response.status).toBe(200);
		const after = await response.text();
		for (const app of ['shell', 'files']) expect(assetsIn(after, app)).toEqual(assetsIn(before, app));
		const [old, fresh] = [assetsIn(before, 'users'), assetsIn(after, 'users')];
		expect(fresh).not.toEqual(old);
		// A session that runs the old build still gets all of it, and unchanged files keep their address.
		for (const url of [...old, ...fresh]) expect((await fetch(`${test.url}${url}`)).status).toBe(200);
		expect(fresh.filter((url) => old.includes(url)).some((url) => url.endsWith('.css'))).toBe(true);

		await test.client.rollback('production', 'users');
		expect(assetsIn(await (await open('/users')).text(), 'users')).toEqual(old);
	});

	it('is not changed by a publish to another channel', async () => {
		const tag = (await open('/')).headers.get('etag') ?? '';
		await test.publish(shellBuild({ text: 'preview' }), '2.0.0', { channel: 'pr-42' });
		expect((await open('/', { 'if-none-match': tag })).status).toBe(304);
	});
});
