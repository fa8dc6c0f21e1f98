import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveFolder } from './serve-folder.ts';

const serve = async () => {
	const parent = await mkdtemp(join(tmpdir(), 'serve-'));
	const folder = join(parent, 'served');
	await mkdir(folder);
	await writeFile(join(folder, 'index.html'), '<p>Hello</p>');
	await writeFile(join(folder, 'a b.js'), 'export {};');
	await writeFile(join(parent, 'secret.txt'), 'secret');
	const { url, stop } = await serveFolder(folder);
	onTestFinished(stop);
	return url;
};

test('files come with their type, a folder is its index', async () => {
	const url = await serve();
	const page = await fetch(`${url}/`);
	expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html; charset=utf-8', '<p>Hello</p>']);
	const script = await fetch(`${url}/a%20b.js?v=1`);
	expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each(['/nothing.js', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%', '/%ff'])(
	'%s is not there',
	async (path) => {
		expect((await fetch(`${await serve()}${path}`)).status).toBe(404);
	},
);
