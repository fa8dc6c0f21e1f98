import { createHash } from 'node:crypto';
import { type Composition, compositionElementId } from '@flotilla/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import { integrityPath } from './page-integrity.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild({ soon: [] }), '1.0.0');
	await test.publish(
		remoteBuild({ app: 'users', soon: [], consumes: { react: '^19.0.0', charts: '^2.0.0' } }),
		'1.0.0',
	);
	await test.publish(remoteBuild({ app: 'notes', soon: ['icons'] }), '1.0.0');
	await test.publish(remoteBuild({ app: 'files' }), '1.0.0');
	await test.publish(remoteBuild({ app: 'auth', soon: [], remote: { access: 'public' } }), '1.0.0');
});
afterAll(() => test.dispose());

const chrome = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

/** The page's composition, and the files that it has hashes of: `users/page.js` of `/assets/users/page.0123456789abcdef.js`. */
const open = async (path: string, userAgent = chrome, { url } = test) => {
	const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html', 'user-agent': userAgent } });
	const html = await answer.text();
	const map = /<script type="importmap"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? '{}';
	const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
	const text = new RegExp(`id="${compositionElementId}">(.*?)</script>`).exec(html)?.[1] ?? '{}';
	const composition = JSON.parse(text) as Composition & { integrity: Record<string, string> };
	return { answer, composition, files: namesOf({ ...integrity, ...composition.integrity }) };
};

const namesOf = (hashes: object): string[] =>
	Object.keys(hashes)
		.map((url) => url.replace(/^\/assets\/|\.[0-9a-f]{16}(?=\.)/g, ''))
		.sort();

const firstOf = (app: string) => ['page.css', 'page.js', 'remote-entry.js'].map((file) => `${app}/${file}`);
const firstOfShell = ['shell/main.css', 'shell/main.js', 'shell/vendor.js'];
const wholeOf = (app: string) => [...firstOf(app), `${app}/icons.js`].sort();

it('a page of a remote has the hashes of what the shell, that remote, and those that are open to everybody start with', async () => {
	const page = await open('/notes/42');
	expect(page.files).toEqual([...firstOf('auth'), ...wholeOf('notes'), ...firstOfShell].sort());
	expect(page.answer.headers.get('vary')).toContain('User-Agent');
});

it('those of what is imported by itself are among them, and of what the remote takes from the shell', async () => {
	expect((await open('/notes')).files).toContain('notes/icons.js');
	const { files } = await open('/users');
	expect(files).not.toContain('users/icons.js');
	expect(files).toContain('shell/charts.js');
});

it('a build of before, which does not say what that is, has those of all its files', async () => {
	expect((await open('/files')).files).toEqual([...firstOf('auth'), ...wholeOf('files'), ...firstOfShell].sort());
});

it('beside a shell of before, which does not wait for hashes, every build has', async () => {
	const before = await startTestRegistry();
	try {
		await before.publish(shellBuild(), '1.0.0');
		for (const app of ['users', 'notes']) await before.publish(remoteBuild({ app, soon: [] }), '1.0.0');
		const { files } = await open('/users', chrome, before);
		expect(files).toEqual([...firstOfShell, 'shell/charts.js', ...wholeOf('users')].sort());
	} finally {
		await before.dispose();
	}
});

it('what it says of the others is a document that has all of them, by its hash', async () => {
	const { composition } = await open('/users');
	const { url, integrity } = composition.allIntegrity ?? {};
	const answer = await fetch(`${test.url}${url}`, { headers: { 'accept-encoding': 'br' } });
	expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
	expect(answer.headers.get('content-encoding')).toBe('br');
	const text = await answer.text();
	expect(integrity).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
	expect(namesOf(JSON.parse(text) as object)).toEqual(everything);
});

const everything = [...['auth', 'files', 'notes', 'users'].flatMap(wholeOf), ...firstOfShell, 'shell/charts.js'].sort();

it('a page of no remote has all hashes, as it is kept for every address', async () => {
	const page = await open('/');
	expect(page.files).toEqual(everything);
	expect(page.composition.allIntegrity).toBeUndefined();
});

it('a browser that takes one import map alone gets all hashes', async () => {
	const page = await open('/users', firefox);
	expect(page.files).toEqual(everything);
	expect(page.composition.allIntegrity).toBeUndefined();
});

it('there is none of a composition that never was', async () => {
	expect((await fetch(`${test.url}${integrityPath('c-0000000000000000')}`)).status).toBe(404);
});
