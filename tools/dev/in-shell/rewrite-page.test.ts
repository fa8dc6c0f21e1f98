import type { Composition, RemoteManifest } from '@flotilla/contracts';
import { expect, test } from 'vitest';
import { manifest } from '../../../apps/users/remote.manifest.ts';
import { rewritePage } from './rewrite-page.ts';

const composed = (app: string) => ({
	...{ app, version: '1.0.0', build: 'b', entry: `/assets/${app}/remote-entry.js`, manifest },
	initial: { modules: [`/assets/${app}/start.js`], styles: [`/assets/${app}/start.css`] },
});
const composition = { id: 'c-1', channel: 'production', remotes: [composed('users'), composed('files')] };
const page = `<!doctype html><head>
<meta name="flotilla-service-worker" content="/sw.js">
<script type="importmap" nonce="n">{"integrity":{"/assets/files/start.js":"sha256-f"}}</script>
<link rel="modulepreload" href="/assets/users/start.js" integrity="sha256-u">
<link rel="stylesheet" href="/assets/users/start.css">
<link rel="stylesheet" href="/assets/files/start.css">
</head><script type="application/json" id="flotilla-composition">${JSON.stringify(composition)}</script>`;

const remote = (name: string, title = 'Users') => ({
	...{ name, entry: `/dev/${name}/entry.js`, integrity: 'sha256-dev' },
	manifest: { ...manifest, name, title } as RemoteManifest,
});
const read = (html: string) =>
	JSON.parse(/id="flotilla-composition">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as Composition;

test('a remote comes from this machine with its own hash, the others as they were', () => {
	const html = rewritePage(page, [remote('users')]);
	const entries = read(html).remotes.map(({ app, entry }) => [app, entry]);
	expect(entries).toEqual([
		['files', '/assets/files/remote-entry.js'],
		['users', '/dev/users/entry.js'],
	]);
	expect(html).toContain('{"integrity":{"/assets/files/start.js":"sha256-f","/dev/users/entry.js":"sha256-dev"}}');
});

test('nothing published of it is loaded, and no service worker keeps it', () => {
	const html = rewritePage(page, [remote('users')]);
	expect(html).not.toContain('href="/assets/users/');
	expect(html).toContain('href="/assets/files/start.css"');
	expect(html).not.toContain('flotilla-service-worker');
});

test('one that the registry does not know is added', () => {
	expect(read(rewritePage(page, [remote('billing')])).remotes.map(({ app }) => app)).toEqual([
		'users',
		'files',
		'billing',
	]);
});

test('a title cannot close the script that it stands in', () => {
	const title = '</script><script>alert(1)</script> $& $1';
	const html = rewritePage(page, [remote('users', title)]);
	expect(html).not.toContain('<script>alert');
	expect(read(html).remotes.at(-1)?.manifest.title).toBe(title);
});

test('a page without a composition, of a registry where nothing is published, stays as it is', () => {
	const empty = '<!doctype html><p>Nothing is published here yet.</p>';
	expect(rewritePage(empty, [remote('users')])).toBe(empty);
});
