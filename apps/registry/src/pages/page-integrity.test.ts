import { createHash } from 'node:crypto';
import { type Composition, compositionElementId } from '@flotilla/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import { integrityPath } from './page-integrity.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
	for (const app of ['users', 'files']) await test.publish(remoteBuild({ app }), '1.0.0');
	await test.publish(remoteBuild({ app: 'auth', remote: { access: 'public' } }), '1.0.0');
});
afterAll(() => test.dispose());

const chrome = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

/** The page's composition, and the apps whose files it has hashes of. */
const open = async (path: string, userAgent = chrome) => {
	const answer = await fetch(`${test.url}${path}`, { headers: { accept: 'text/html', 'user-agent': userAgent } });
	const html = await answer.text();
	const map = /<script type="importmap"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? '{}';
	const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
	const text = new RegExp(`id="${compositionElementId}">(.*?)</script>`).exec(html)?.[1] ?? '{}';
	const composition = JSON.parse(text) as Composition & { integrity: Record<string, string> };
	const apps = (hashes: Record<string, string>) => [...new Set(Object.keys(hashes).map((url) => url.split('/')[2]))];
	return { answer, composition, scripts: apps(integrity).sort(), styles: apps(composition.integrity).sort() };
};

it('a page of a remote comes with the hashes of the shell, of that remote, and of those that are open to everybody', async () => {
	const page = await open('/users/42');
	expect(page.scripts).toEqual(['auth', 'shell', 'users']);
	expect(page.styles).toEqual(['auth', 'shell', 'users']);
	expect(page.answer.headers.get('vary')).toContain('User-Agent');
});

it('what it says of the others is a document that has all of them, by its hash', async () => {
	const { composition } = await open('/users');
	const { url, integrity } = composition.allIntegrity ?? {};
	const answer = await fetch(`${test.url}${url}`, { headers: { 'accept-encoding': 'br' } });
	expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
	expect(answer.headers.get('content-encoding')).toBe('br');
	const text = await answer.text();
	expect(integrity).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
	const apps = new Set(Object.keys(JSON.parse(text) as object).map((url) => url.split('/')[2]));
	expect([...apps].sort()).toEqual(['auth', 'files', 'shell', 'users']);
});

it('a page of no remote has all hashes, as it is kept for every address', async () => {
	const page = await open('/');
	expect(page.scripts).toEqual(['auth', 'files', 'shell', 'users']);
	expect(page.composition.allIntegrity).toBeUndefined();
});

it('a browser that takes one import map alone gets all hashes', async () => {
	const page = await open('/users', firefox);
	expect(page.scripts).toEqual(['auth', 'files', 'shell', 'users']);
	expect(page.composition.allIntegrity).toBeUndefined();
});

it('there is none of a composition that never was', async () => {
	expect((await fetch(`${test.url}${integrityPath('c-0000000000000000')}`)).status).toBe(404);
});
