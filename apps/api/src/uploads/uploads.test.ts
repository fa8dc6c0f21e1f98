import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { request as sendRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FilesUsage, type StoredFile, storedFile } from '@flotilla/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSocket } from '../testing/open-socket.ts';
import { sendResumable } from '../testing/send-resumable.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

const maximumResumableFileSize = 20_000_000;
const fileQuota = 60_000_000;
let started: StartedApi;
let member: string;
let admin: string;
beforeAll(async () => {
	started = await startApi({ maximumResumableFileSize, fileQuota });
	member = (await started.signIn('member@flotilla.test')).token;
	admin = (await started.signIn('admin@flotilla.test')).token;
});
afterAll(() => started.stop());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Bytes that pass as a video, the rest of it noise. */
const video = (size: number): Buffer =>
	Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), randomBytes(size - 24)]);
const read = async (id: string, token = member) =>
	storedFile.parse(await readData(await started.request(`/api/files/${id}`, { token })));
const download = async ({ url }: StoredFile) => Buffer.from(await (await started.request(url)).arrayBuffer());
const partials = async () => (await readdir(join(started.dataFolder, 'resumable')).catch(() => [])).sort();
const encode = (metadata: Record<string, string>) =>
	Object.entries(metadata)
		.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
		.join(',');

const call = (
	method: string,
	path: string,
	{ headers = {}, body, token = member }: { headers?: Record<string, string>; body?: BodyInit; token?: string } = {},
) =>
	started.request(path, {
		method,
		token,
		headers: { 'tus-resumable': '1.0.0', ...headers },
		...(body === undefined ? {} : { body, duplex: 'half' }),
	} as RequestInit);
const create = async (length: number, metadata: Record<string, string> = {}): Promise<string> => {
	const headers = { 'upload-length': String(length), 'upload-metadata': encode({ filename: 'x', ...metadata }) };
	const response = await call('POST', '/api/files/tus', { headers });
	expect(response.status).toBe(201);
	return response.headers.get('location') ?? '';
};
const idOf = (path: string) => path.split('/').at(-1) ?? '';
const patch = (path: string, offset: number, body: BodyInit, headers: Record<string, string> = {}) =>
	call('PATCH', path, {
		headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
		body,
	});
const head = (path: string, token = member) => call('HEAD', path, { token });
/** Counts how often a file is announced from now on; the answer comes with the event of a later change. */
const watchAnnouncements = async () => {
	const socket = await openSocket(started.url);
	await socket.authenticate(admin);
	return async (id: string): Promise<number> => {
		await readData(
			await started.request(`/api/files/${id}`, { method: 'PATCH', token: member, json: { filename: 'z' } }),
		);
		let count = 0;
		for (;;) {
			const { type, payload } = await socket.next();
			if (type === 'files:upload-completed' && (payload as { file: StoredFile }).file.id === id) count += 1;
			if (type === 'files:renamed') break;
		}
		await socket.close();
		return count;
	};
};
const leaveBytes = async (path: string, bytes: Buffer) =>
	writeFile(join(started.dataFolder, 'resumable', idOf(path)), bytes);

describe('the standard client', () => {
	it('brings a file whose id is that of its upload', async () => {
		const bytes = video(5_000_000);
		const { id } = await sendResumable(started, bytes, { token: member, name: 'Über/../fahrt.mp4', type: 'video/mp4' });
		const file = await read(id);
		expect(file).toMatchObject({
			filename: 'fahrt.mp4',
			originalName: 'Über/../fahrt.mp4',
			mimeType: 'video/mp4',
			sha256: sha256(bytes),
		});
		expect((await download(file)).equals(bytes)).toBe(true);
		expect(await partials()).toEqual([]);
	});

	it('goes on where it was broken off, in pieces of any size', async () => {
		const bytes = video(6_000_000);
		const first = await sendResumable(started, bytes, { token: member, chunkSize: 700_000, abortAfter: 2_000_000 });
		expect(first.isComplete).toBe(false);
		const offset = Number((await head(new URL(first.url).pathname)).headers.get('upload-offset'));
		expect(offset).toBeGreaterThan(0);
		expect(offset).toBeLessThan(bytes.length);
		const second = await sendResumable(started, bytes, { token: member, uploadUrl: first.url });
		expect(second.id).toBe(first.id);
		expect((await download(await read(first.id))).equals(bytes)).toBe(true);
	});

	it('gets a thumbnail for a picture', async () => {
		const picture = await sharp({ create: { width: 640, height: 320, channels: 3, background: 'teal' } })
			.png()
			.toBuffer();
		const { id } = await sendResumable(started, picture, { token: member, name: 'teal.png', type: 'image/png' });
		await started.api.backgroundWorkDone();
		expect(await read(id)).toMatchObject({ thumbnailStatus: 'ready' });
	});
});

describe('a complete upload becomes a file once', () => {
	it('also when the server was killed before it knew the hash, and many ask at once', async () => {
		const bytes = video(300_000);
		const announced = await watchAnnouncements();
		const path = await create(bytes.length);
		await leaveBytes(path, bytes);
		const answers = await Promise.all(Array.from({ length: 6 }, () => head(path)));
		for (const answer of answers) {
			expect(answer.status).toBe(200);
			expect(answer.headers.get('upload-offset')).toBe(String(bytes.length));
			expect(answer.headers.get('flotilla-file-id')).toBe(idOf(path));
		}
		expect((await read(idOf(path))).sha256).toBe(sha256(bytes));
		expect(await announced(idOf(path))).toBe(1);
		expect(await partials()).toEqual([]);
	});

	it('also when its last request is repeated', async () => {
		const bytes = video(1000);
		const announced = await watchAnnouncements();
		const path = await create(bytes.length);
		const last = await patch(path, 0, new Uint8Array(bytes));
		expect([last.status, last.headers.get('flotilla-file-id')]).toEqual([204, idOf(path)]);
		const repeated = await patch(path, bytes.length, new Uint8Array(0));
		expect([repeated.status, repeated.headers.get('flotilla-file-id')]).toEqual([204, idOf(path)]);
		expect((await patch(path, 0, new Uint8Array(bytes))).status).toBe(409);
		expect((await head(path)).headers.get('upload-offset')).toBe('1000');
		expect(await announced(idOf(path))).toBe(1);
	});

	it('also when the server was killed after it stored the bytes, before or after the row', async () => {
		const bytes = video(2000);
		const path = await create(bytes.length);
		await leaveBytes(path, bytes);
		const blobs = join(started.dataFolder, 'blobs', sha256(bytes).slice(0, 2));
		await mkdir(blobs, { recursive: true });
		await writeFile(join(blobs, sha256(bytes)), bytes);
		expect((await head(path)).status).toBe(200);
		expect((await read(idOf(path))).sha256).toBe(sha256(bytes));
		// After the row, before the bytes were taken away.
		await leaveBytes(path, bytes);
		expect((await head(path)).status).toBe(200);
		expect(await partials()).toEqual([]);
	});
});

describe('what is refused', () => {
	it.each([
		['without the version of tus', { 'tus-resumable': '', 'upload-length': '5' }, 412, 'TUS_VERSION_UNSUPPORTED'],
		['in another version of tus', { 'tus-resumable': '0.2.2', 'upload-length': '5' }, 412, 'TUS_VERSION_UNSUPPORTED'],
		['without a length', {}, 400, 'BAD_REQUEST'],
		['whose length comes later', { 'upload-defer-length': '1' }, 400, 'BAD_REQUEST'],
		['with a length that is none', { 'upload-length': '-1' }, 400, 'BAD_REQUEST'],
		['with a length beyond all numbers', { 'upload-length': '9'.repeat(40) }, 400, 'BAD_REQUEST'],
		['of nothing', { 'upload-length': '0' }, 422, 'VALIDATION_FAILED'],
		['that is too large', { 'upload-length': String(maximumResumableFileSize + 1) }, 413, 'FILE_TOO_LARGE'],
		['with metadata that is none', { 'upload-length': '5', 'upload-metadata': 'filename ***' }, 400, 'BAD_REQUEST'],
		['that is put together of others', { 'upload-length': '5', 'upload-concat': 'final;/a /b' }, 400, 'BAD_REQUEST'],
		[
			'of a type that is not allowed',
			{ 'upload-length': '5', 'upload-metadata': encode({ filetype: 'text/html' }) },
			415,
			'FILE_TYPE_NOT_ALLOWED',
		],
	])('is an upload %s', async (_name, headers, status, code) => {
		const before = await partials();
		expect(await readFailure(await call('POST', '/api/files/tus', { headers }))).toMatchObject({ status, code });
		expect(await partials()).toEqual(before);
	});

	it('is a piece at the wrong place, of the wrong type, without a place, or past the end', async () => {
		const path = await create(10);
		const refused = async (response: Response) => readFailure(response);
		expect(await refused(await patch(path, 3, 'abc'))).toMatchObject({ status: 409, code: 'UPLOAD_OFFSET_MISMATCH' });
		expect(await refused(await patch(path, 0, 'abc', { 'content-type': 'text/plain' }))).toMatchObject({
			status: 415,
			code: 'UNSUPPORTED_MEDIA_TYPE',
		});
		expect(await refused(await patch(path, 0, 'abc', { 'upload-offset': 'x' }))).toMatchObject({ status: 400 });
		expect(await refused(await patch(path, 0, 'a'.repeat(11)))).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
		const unannounced = new Blob(['a'.repeat(11)]).stream();
		expect(await refused(await patch(path, 0, unannounced))).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
		expect((await head(path)).headers.get('upload-offset')).toBe('0');
		expect((await call('DELETE', path)).status).toBe(204);
	});

	it('is what belongs to somebody else, and what is nowhere', async () => {
		const path = await create(10);
		const own = await sendResumable(started, video(100), { token: member });
		const nowhere = ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5c..%5cboot.ini', 'x%00', '%', 'x'.repeat(90), randomUUID()];
		const foreign = [path, `/api/files/tus/${own.id}`].map((address) => [address, admin] as const);
		const unknown = nowhere.map((id) => [`/api/files/tus/${id}`, member] as const);
		for (const [address, token] of [...foreign, ...unknown]) {
			for (const method of ['HEAD', 'PATCH', 'DELETE']) {
				const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
				const response = await call(method, address, { headers, token, ...(method === 'PATCH' && { body: 'x' }) });
				expect([400, 404]).toContain(response.status);
				if (method === 'DELETE' && !address.endsWith('%'))
					expect((await readFailure(response)).code).toMatch(/NOT_FOUND$/);
			}
		}
		expect((await head(path)).status).toBe(200);
		expect((await call('DELETE', path)).status).toBe(204);
	});

	it('is an upload by somebody who may not', async () => {
		const anonymous = await fetch(`${started.url}/api/files/tus`, {
			method: 'POST',
			headers: { 'tus-resumable': '1.0.0' },
		});
		expect(await readFailure(anonymous)).toMatchObject({ status: 401, code: 'AUTHENTICATION_REQUIRED' });
	});

	it('are bytes that are not what they were said to be, and nothing of them stays', async () => {
		const bytes = Buffer.from('<script>alert(1)</script>');
		const path = await create(bytes.length, { filetype: 'image/png' });
		const failure = await readFailure(await patch(path, 0, new Uint8Array(bytes)));
		expect(failure).toMatchObject({ status: 415, code: 'FILE_CONTENT_MISMATCH' });
		expect(await readFailure(await call('DELETE', path))).toMatchObject({ status: 404, code: 'UPLOAD_NOT_FOUND' });
		expect(await partials()).toEqual([]);
	});
});

describe('an upload', () => {
	it('can be given up, but not once it is a file', async () => {
		const path = await create(10);
		await patch(path, 0, 'abc');
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await head(path)).status).toBe(404);
		expect(await partials()).toEqual([]);
		const { id } = await sendResumable(started, video(100), { token: member });
		expect(await readFailure(await call('DELETE', `/api/files/tus/${id}`))).toMatchObject({ status: 400 });
		expect((await read(id)).id).toBe(id);
	});

	it('takes its space from the beginning, and gives it back', async () => {
		const usage = async () => readData<FilesUsage>(await started.request('/api/files/usage', { token: admin }));
		const before = await usage();
		const announce = (length: number) =>
			call('POST', '/api/files/tus', { token: admin, headers: { 'upload-length': String(length) } });
		const answers = await Promise.all(Array.from({ length: 8 }, () => announce(15_000_000)));
		const created = answers.filter(({ status }) => status === 201);
		expect(created.length).toBe(Math.floor((fileQuota - before.used) / 15_000_000));
		for (const answer of answers.filter(({ status }) => status !== 201)) {
			expect(await readFailure(answer)).toMatchObject({ status: 413, code: 'QUOTA_EXCEEDED' });
		}
		expect((await usage()).reserved).toBe(created.length * 15_000_000);
		for (const { headers } of created) await call('DELETE', headers.get('location') ?? '', { token: admin });
		expect(await usage()).toEqual(before);
	});

	it('is let go by a request that hangs when its client comes back, and keeps what had arrived', async () => {
		const bytes = video(200_000);
		const path = await create(bytes.length);
		const hanging = sendRequest(`${started.url}${path}`, {
			method: 'PATCH',
			headers: {
				authorization: `Bearer ${member}`,
				'tus-resumable': '1.0.0',
				'upload-offset': '0',
				'content-type': 'application/offset+octet-stream',
				'content-length': bytes.length,
			},
		});
		hanging.on('error', () => {});
		hanging.write(bytes.subarray(0, 50_000));
		const arrived = async () => (await stat(join(started.dataFolder, 'resumable', idOf(path)))).size;
		while ((await arrived()) === 0) await sleep(5);
		const offset = Number((await head(path)).headers.get('upload-offset'));
		expect(offset).toBeGreaterThan(0);
		const rest = await patch(path, offset, new Uint8Array(bytes.subarray(offset)));
		expect(rest.status).toBe(204);
		hanging.destroy();
		expect((await read(idOf(path))).sha256).toBe(sha256(bytes));
	});

	it('ends a day after its beginning', async () => {
		const path = await create(10);
		await patch(path, 0, 'abc');
		started.passTime(24 * 60 * 60);
		const token = (await started.signIn('member@flotilla.test')).token;
		const late = await call('PATCH', path, { token, headers: { 'upload-offset': '3' }, body: 'd' });
		expect(await readFailure(late)).toMatchObject({ status: 410, code: 'UPLOAD_EXPIRED' });
		await started.api.sweepFiles();
		expect((await head(path, token)).status).toBe(404);
		expect(await partials()).toEqual([]);
		started.passTime(-24 * 60 * 60);
	});

	it('that went with its owner leaves its bytes to the sweep', async () => {
		const bytes = Buffer.from('lonely');
		await mkdir(join(started.dataFolder, 'resumable'), { recursive: true });
		await leaveBytes(randomUUID(), bytes);
		await started.api.sweepFiles();
		expect(await partials()).toHaveLength(1);
		started.passTime(2 * 60 * 60);
		await started.api.sweepFiles();
		expect(await partials()).toEqual([]);
		started.passTime(-2 * 60 * 60);
	});
});

describe('a page of another origin', () => {
	it('may ask what the server can, and read what it answers', async () => {
		const origin = 'http://localhost:3000';
		const discovery = await fetch(`${started.url}/api/files/tus`, { method: 'OPTIONS' });
		expect(discovery.status).toBe(204);
		expect(Object.fromEntries(discovery.headers)).toMatchObject({
			'tus-version': '1.0.0',
			'tus-extension': 'creation,creation-with-upload,termination,expiration',
			'tus-max-size': String(maximumResumableFileSize),
		});
		const preflight = await fetch(`${started.url}/api/files/tus/${randomUUID()}`, {
			method: 'OPTIONS',
			headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'upload-offset' },
		});
		expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
		expect(preflight.headers.get('access-control-allow-headers')).toContain('upload-offset');
		const created = await call('POST', '/api/files/tus', { headers: { origin, 'upload-length': '10' } });
		expect(created.headers.get('access-control-allow-origin')).toBe(origin);
		expect(created.headers.get('access-control-expose-headers')).toMatch(/location.*upload-offset.*flotilla-file-id/);
		expect(created.headers.get('upload-expires')).toMatch(/GMT$/);
		await call('DELETE', created.headers.get('location') ?? '');
	});
});
