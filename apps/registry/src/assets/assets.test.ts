import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild } from '../testing/build-folders.ts';
import { sha256, startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
const build = remoteBuild({ app: 'users' });
const { entry } = build.manifest;
const text = build.files[entry] ?? '';
const style = build.manifest.initial.styles[0] ?? '';

beforeAll(async () => {
	test = await startTestRegistry();
	const pixel = '\u0000not compressible by name\u0000';
	const extra = { 'icon.0123456789abcdef.png': pixel, 'page.0123456789abcdef.html': '<script>alert(1)</script>' };
	await test.publish({ ...build, files: { ...build.files, ...extra } }, '1.0.0');
});
afterAll(() => test.dispose());

/** As the bytes come and the path is written: `fetch` would undo the encoding and tidy the path. */
const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
	const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
	const { hostname, port } = new URL(test.url);
	request({ hostname, port, path, method, headers }, resolve).on('error', reject).end();
	const response = await promise;
	return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
};

it.each([
	['br', 'gzip, deflate, br', (bytes: Buffer) => brotliDecompressSync(bytes)],
	['gzip', 'br;q=0.1, gzip', (bytes: Buffer) => gunzipSync(bytes)],
	[undefined, 'identity', (bytes: Buffer) => bytes],
])('answers in %s to %j', async (encoding, accepted, decode) => {
	const { status, headers, body } = await get(`/assets/users/${entry}`, { 'accept-encoding': accepted });
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'content-type': 'text/javascript; charset=utf-8',
		'content-length': String(body.length),
		'cache-control': 'public, max-age=31536000, immutable',
		'x-content-type-options': 'nosniff',
		'access-control-allow-origin': '*',
		vary: 'Accept-Encoding',
	});
	expect(headers['content-encoding']).toBe(encoding);
	expect(decode(body).toString()).toBe(text);
	if (encoding !== undefined) expect(body.length).toBeLessThan(text.length);
});

it('has one strong tag for each encoding and answers 304 to it', async () => {
	const tags = new Set<string>();
	for (const encoding of ['br', 'gzip', 'identity']) {
		const first = await get(`/assets/users/${entry}`, { 'accept-encoding': encoding });
		const tag = first.headers.etag ?? '';
		expect(tag).toMatch(/^"[0-9a-f]+"$/);
		tags.add(tag);
		const again = await get(`/assets/users/${entry}`, {
			'accept-encoding': encoding,
			'if-none-match': `"x", W/${tag}`,
		});
		expect(again).toMatchObject({ status: 304, headers: { etag: tag } });
		expect(again.body).toHaveLength(0);
		expect(again.headers['cache-control']).toContain('immutable');
	}
	expect(tags.size).toBe(3);
});

it('answers HEAD with the headers of GET', async () => {
	const headers = { 'accept-encoding': 'br' };
	const [got, head] = [
		await get(`/assets/users/${entry}`, headers),
		await get(`/assets/users/${entry}`, headers, 'HEAD'),
	];
	expect(head.status).toBe(200);
	expect(head.body).toHaveLength(0);
	for (const name of ['etag', 'content-length', 'content-type', 'content-encoding', 'cache-control']) {
		expect(head.headers[name]).toBe(got.headers[name]);
	}
});

it('knows types by name, leaves images as they are, and never serves HTML as a page', async () => {
	const accept = { 'accept-encoding': 'br' };
	expect((await get(`/assets/users/${style}`, accept)).headers['content-type']).toBe('text/css; charset=utf-8');
	const image = await get('/assets/users/icon.0123456789abcdef.png', accept);
	expect(image.headers).toMatchObject({ 'content-type': 'image/png' });
	expect(image.headers['content-encoding']).toBeUndefined();
	const page = await get('/assets/users/page.0123456789abcdef.html', accept);
	expect(page.headers['content-type']).toBe('application/octet-stream');
});

it.each([
	'/assets/users/gone.js',
	'/assets/nobody/main.js',
	'/assets/users/',
	'/assets/users',
	'/assets',
	'/assets/users/..%2f..%2fpublish-token',
	'/assets/users/%2e%2e/%2e%2e/publish-token',
	'/assets/users/%00',
])('answers a JSON 404 to %s, whatever is accepted', async (path) => {
	const { status, headers, body } = await get(path, { accept: 'text/html' });
	expect(status).toBe(404);
	expect(headers['cache-control']).toBe('no-store');
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	expect(JSON.parse(body.toString())).toMatchObject({ code: 'NOT_FOUND', success: false });
});

it('serves a file that was asked for before it was published', async () => {
	const late = remoteBuild({ app: 'late' });
	const path = `/assets/late/${late.manifest.entry}`;
	expect((await get(path)).status).toBe(404);
	await test.publish(late, '1.0.0');
	expect((await get(path)).status).toBe(200);
});

it('falls back to another encoding when a blob is gone, and to a 404 when all are', async () => {
	const broken = remoteBuild({ app: 'broken' });
	await test.publish(broken, '1.0.0');
	const path = `/assets/broken/${broken.manifest.entry}`;
	const tags: string[] = [];
	for (const encoding of ['br', 'gzip'])
		tags.push((await get(path, { 'accept-encoding': encoding })).headers.etag ?? '');
	const blobs = join(test.dataFolder, 'blobs');
	const stored = (await readdir(blobs, { recursive: true })).map((name) => join(blobs, name));
	const fileOf = (prefix: string) => stored.find((name) => (name.split('/').at(-1) ?? '').startsWith(prefix)) ?? '';

	await rm(fileOf(tags[0]?.slice(1, -1) ?? ''));
	expect((await get(path, { 'accept-encoding': 'br, gzip' })).headers['content-encoding']).toBe('gzip');
	await truncate(fileOf(tags[1]?.slice(1, -1) ?? ''), 10);
	const plain = await get(path, { 'accept-encoding': 'br, gzip' });
	expect(plain.headers['content-encoding']).toBeUndefined();
	expect(plain.body.toString()).toBe(broken.files[broken.manifest.entry]);
	await rm(fileOf(sha256(plain.body)));
	for (const method of ['GET', 'HEAD']) {
		const gone = await get(path, { 'accept-encoding': 'br, gzip' }, method);
		expect(gone.status).toBe(404);
		expect(gone.headers['cache-control']).toBe('no-store');
		expect(gone.headers.etag).toBeUndefined();
	}
});

it('sends nobody a file with one other byte: another form that is sound, or a 404, until it is published again', async () => {
	const flipped = remoteBuild({ app: 'flipped' });
	await test.publish(flipped, '1.0.0');
	const path = `/assets/flipped/${flipped.manifest.entry}`;
	const flip = async (bytes: Buffer) => {
		const hash = sha256(bytes);
		const other = Buffer.from(bytes);
		other[3] = (other[3] ?? 0) ^ 1;
		await writeFile(join(test.dataFolder, 'blobs', hash.slice(0, 2), hash), other);
	};
	const [brotli, gzipped, plain] = await Promise.all(
		['br', 'gzip', 'identity'].map(async (encoding) => (await get(path, { 'accept-encoding': encoding })).body),
	);
	if (brotli === undefined || gzipped === undefined || plain === undefined) throw new Error('There are three forms.');
	await flip(brotli);
	expect((await get(path, { 'accept-encoding': 'br, gzip' })).headers['content-encoding']).toBe('gzip');
	await flip(gzipped);
	expect((await get(path, { 'accept-encoding': 'br, gzip' })).body.toString()).toBe(plain.toString());
	await flip(plain);
	expect((await get(path, { 'accept-encoding': 'br, gzip' })).status).toBe(404);

	expect(await test.publish(flipped, '1.0.0')).toMatchObject({ created: false, sent: 1 });
	for (const encoding of ['br', 'gzip']) {
		const { status, headers } = await get(path, { 'accept-encoding': encoding });
		expect([status, headers['content-encoding']]).toEqual([200, encoding]);
	}
	expect((await get(path)).body.toString()).toBe(plain.toString());
});

it('has all forms of a lost file again once the same build is published under the same version', async () => {
	const lost = remoteBuild({ app: 'lost' });
	await test.publish(lost, '1.0.0');
	const path = `/assets/lost/${lost.manifest.entry}`;
	await rm(join(test.dataFolder, 'blobs'), { recursive: true });
	expect((await get(path, { 'accept-encoding': 'br' })).status).toBe(404);

	expect(await test.publish(lost, '1.0.0')).toMatchObject({ created: false });
	for (const encoding of ['br', 'gzip']) {
		const found = await get(path, { 'accept-encoding': encoding });
		expect(found).toMatchObject({ status: 200, headers: { 'content-encoding': encoding } });
	}
});
