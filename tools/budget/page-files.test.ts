import { expect, test } from 'vitest';
import { kindOf, nameWithoutHash, pageFiles } from './page-files.ts';

test('a page names what it preloads, links and runs, each once', () => {
	const html = `<!doctype html><html><head>
<link rel="icon" href="data:image/svg+xml,%3Csvg%3E"><script nonce="n">boot()</script>
<script type="importmap" nonce="n">{"integrity":{"/assets/users/later.js":"sha256-1"}}</script>
<link rel="modulepreload" href="/assets/shell/main.js" integrity="sha256-2">
<link rel="modulepreload" href="/assets/users/start.js" integrity="sha256-3">
<link rel="stylesheet" href="/assets/shell/main.css" integrity="sha256-4">
<link rel="preload" as="style" href="/assets/users/start.css">
<script type="module" nonce="n" src="/assets/shell/main.js" integrity="sha256-2"></script></head>
<body><script type="application/json">{"entry":"/assets/files/entry.js"}</script></body></html>`;
	expect(pageFiles(html)).toEqual([
		'/assets/shell/main.js',
		'/assets/users/start.js',
		'/assets/shell/main.css',
		'/assets/users/start.css',
	]);
});

test.each([
	['/assets/shell/main.0123456789abcdef.js', 'scripts', 'shell/main.js'],
	['/assets/files/pdf.worker.0123456789abcdef.mjs', 'scripts', 'files/pdf.worker.mjs'],
	['/assets/users/21.0123456789abcdef.css', 'style sheets', 'users/21.css'],
	['/assets/shell/inter.0123456789abcdef.woff2', 'anything else', 'shell/inter.woff2'],
])('%s counts with %s as %s', (url, kind, name) => {
	expect(kindOf(url)).toBe(kind);
	expect(nameWithoutHash(url)).toBe(name);
});
