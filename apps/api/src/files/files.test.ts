import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilesList, type StoredFile, storedFile } from '@flotilla/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdf } from '../demo/demo-pdf.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

const maximumFileSize = 300_000;
let started: StartedApi;
let admin: { token: string; id: string };
let member: { token: string; id: string };
beforeAll(async () => {
	started = await startApi({ maximumFileSize, restoreWindow: 0 });
	const signIn = async (email: string) => {
		const { token, user } = await started.signIn(email);
		return { token, id: user.id };
	};
	admin = await signIn('admin@flotilla.test');
	member = await signIn('member@flotilla.test');
});
afterAll(() => started.stop());

const send = (bytes: Uint8Array, name: string, type: string, token = member.token) => {
	const body = new FormData();
	body.append('file', new File([new Uint8Array(bytes)], name, { type }));
	return started.request('/api/files/upload', { method: 'POST', token, body });
};
const upload = async (...parameters: Parameters<typeof send>) =>
	storedFile.parse(await readData(await send(...parameters)));
const text = (content: string) => new TextEncoder().encode(content);
const noise = (width: number, height: number) =>
	sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
const read = (id: string, token = member.token) => started.request(`/api/files/${id}`, { token });
const remove = (id: string, token = member.token) => started.request(`/api/files/${id}`, { method: 'DELETE', token });
const storedBlobs = async () => {
	const entries = await readdir(join(started.dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

describe('uploading and downloading', () => {
	it('gives every byte back', async () => {
		const bytes = await noise(200, 300).jpeg().toBuffer();
		const file = await upload(bytes, 'Überfahrt nach Øland.jpg', 'image/jpeg');
		expect(file).toMatchObject({
			ownerId: member.id,
			ownerName: 'Milo Okafor',
			filename: 'Überfahrt nach Øland.jpg',
			mimeType: 'image/jpeg',
			size: bytes.length,
			sha256: createHash('sha256').update(bytes).digest('hex'),
		});
		const download = await started.request(file.url);
		expect(download.status).toBe(200);
		expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
		expect(Object.fromEntries(download.headers)).toMatchObject({
			'content-type': 'image/jpeg',
			'content-length': String(bytes.length),
			'content-disposition':
				'attachment; filename="_berfahrt nach _land.jpg"; filename*=UTF-8\'\'%C3%9Cberfahrt%20nach%20%C3%98land.jpg',
			'x-content-type-options': 'nosniff',
			'accept-ranges': 'bytes',
		});
	});

	it('stores equal bytes once and keeps them as long as one file needs them', async () => {
		const bytes = text(`shared ${randomUUID()}`);
		const [first, second] = await Promise.all([
			upload(bytes, 'first.txt', 'text/plain'),
			upload(bytes, 'second.txt', 'text/plain', admin.token),
		]);
		expect(first.sha256).toBe(second.sha256);
		await readData(await remove(first.id));
		expect(await (await started.request(second.url)).text()).toBe(new TextDecoder().decode(bytes));
		await readData(await remove(second.id, admin.token));
		expect(await storedBlobs()).not.toContain(second.sha256);
		expect(await readFailure(await started.request(second.url))).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
	});

	it.each([
		['../../etc/passwd', 'passwd'],
		['..\\..\\boot.ini', 'boot.ini'],
		['.hidden', 'hidden'],
		['CON.txt', '_CON.txt'],
		['a\u202egnp.txt', 'a_gnp.txt'],
		[`${'ä'.repeat(300)}.txt`, `${'ä'.repeat(98)}.txt`],
	])('makes the name %j safe', async (name, expected) => {
		expect(await upload(text('x'), name, 'text/plain')).toMatchObject({ filename: expected });
	});

	it('takes the type from the bytes when the client does not know it', async () => {
		expect(await upload(await noise(2, 2).png().toBuffer(), 'x', 'application/octet-stream')).toMatchObject({
			mimeType: 'image/png',
		});
	});
});

describe('what is refused', () => {
	it('is a file one byte too large, and nothing of it stays', async () => {
		await upload(new Uint8Array(maximumFileSize).fill(97), 'fits.txt', 'text/plain');
		const failure = await readFailure(
			await send(new Uint8Array(maximumFileSize + 1).fill(98), 'large.txt', 'text/plain'),
		);
		expect(failure).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
		expect(await readdir(join(started.dataFolder, 'uploads'))).toEqual([]);
	});

	it.each([
		['a picture that says it is a PDF', () => noise(2, 2).png().toBuffer(), 'application/pdf'],
		['a PDF that says it is a picture', async () => createPdf(['x']), 'image/jpeg'],
		['a page that says it is a picture', async () => text('<script>alert(1)</script>'), 'image/png'],
		['bytes that say they are text', async () => new Uint8Array([104, 105, 0, 1]), 'text/plain'],
		['text that is not UTF-8', async () => new Uint8Array([0xc3, 0x28]), 'text/plain'],
		[
			'any Compound File that says it is Word',
			async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
			'application/msword',
		],
	])('is %s', async (_name, bytes, type) => {
		const failure = await readFailure(await send(await bytes(), 'file', type));
		expect(failure).toMatchObject({ status: 415, code: 'FILE_CONTENT_MISMATCH' });
	});

	it.each(['image/svg+xml', 'text/html', 'application/gzip'])('is the type %s', async (type) => {
		expect(await readFailure(await send(text('<svg/>'), 'file', type))).toMatchObject({
			status: 415,
			code: 'FILE_TYPE_NOT_ALLOWED',
		});
	});

	it('is a form without the file, and JSON', async () => {
		const body = new FormData();
		body.append('other', new File(['x'], 'x.txt', { type: 'text/plain' }));
		const options = { method: 'POST', token: member.token };
		expect(await readFailure(await started.request('/api/files/upload', { ...options, body }))).toMatchObject({
			status: 422,
			code: 'VALIDATION_FAILED',
		});
		expect(await readFailure(await started.request('/api/files/upload', { ...options, json: {} }))).toMatchObject({
			status: 415,
			code: 'UNSUPPORTED_MEDIA_TYPE',
		});
	});

	it('is a multipart body that breaks off', async () => {
		const response = await started.request('/api/files/upload', {
			method: 'POST',
			token: member.token,
			headers: { 'content-type': 'multipart/form-data; boundary=edge' },
			body: '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of',
		});
		expect(await readFailure(response)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
	});
});

describe('ranges', () => {
	let file: StoredFile;
	beforeAll(async () => {
		file = await upload(text('0123456789'), 'digits.txt', 'text/plain');
	});
	const range = (value: string, headers: Record<string, string> = {}) =>
		started.request(file.url, { headers: { range: value, ...headers } });

	it.each([
		['bytes=2-4', '234', 'bytes 2-4/10'],
		['bytes=7-', '789', 'bytes 7-9/10'],
		['bytes=-3', '789', 'bytes 7-9/10'],
		['bytes=8-99', '89', 'bytes 8-9/10'],
	])('%s', async (value, content, contentRange) => {
		const response = await range(value);
		expect(response.status).toBe(206);
		expect(response.headers.get('content-range')).toBe(contentRange);
		expect(await response.text()).toBe(content);
	});

	it.each(['bytes=10-', 'bytes=-0'])('%s cannot be satisfied', async (value) => {
		const response = await range(value);
		expect(response.headers.get('content-range')).toBe('bytes */10');
		expect(await readFailure(response)).toMatchObject({ status: 416, code: 'RANGE_NOT_SATISFIABLE' });
	});

	it('is the whole file when the reader has another version of it', async () => {
		expect(await (await range('bytes=2-4', { 'if-range': '"other"' })).text()).toBe('0123456789');
		expect(await (await range('bytes=2-4', { 'if-range': `"${file.sha256}"` })).text()).toBe('234');
	});
});

describe('signed addresses', () => {
	it('stay the same for an hour, end, and cannot be altered', async () => {
		const { id } = await upload(text('signed'), 'signed.txt', 'text/plain');
		const { url, previewUrl = '' } = await readData<StoredFile>(await read(id));
		expect(previewUrl).toContain('inline=1');
		const preview = await started.request(previewUrl);
		expect(preview.headers.get('content-disposition')).toMatch(/^inline/);
		expect(preview.headers.get('content-security-policy')).toContain('sandbox');
		const other = await upload(text('other'), 'other.txt', 'text/plain');
		const altered = [
			url.replace(id, other.id),
			`${url}&inline=1`,
			url.replace(/exp=\d+/, 'exp=99999999999'),
			url.replace(/sig=(.)/, (_sig, first) => `sig=${first === 'A' ? 'B' : 'A'}`),
		];
		for (const address of altered) {
			expect(await readFailure(await started.request(address))).toMatchObject({
				status: 403,
				code: 'SIGNATURE_INVALID',
			});
		}
		expect((await started.request(url)).status).toBe(200);
		started.passTime(2 * 60 * 60);
		expect(await readFailure(await started.request(url))).toMatchObject({ status: 403, code: 'SIGNATURE_INVALID' });
		started.passTime(-2 * 60 * 60);
	});
});

describe('thumbnails', () => {
	it('are WebP of at most 320 pixels', async () => {
		const { id, thumbnailStatus } = await upload(await noise(640, 100).jpeg().toBuffer(), 'wide.jpg', 'image/jpeg');
		expect(thumbnailStatus).toBe('pending');
		await started.api.backgroundWorkDone();
		const { thumbnailUrl = '' } = await readData<StoredFile>(await read(id));
		const thumbnail = await started.request(thumbnailUrl);
		expect(thumbnail.headers.get('content-type')).toBe('image/webp');
		expect(await sharp(await thumbnail.arrayBuffer()).metadata()).toMatchObject({
			format: 'webp',
			width: 320,
			height: 50,
		});
	});

	it('fail alone when a picture is broken behind its first bytes', async () => {
		const png = await noise(40, 40).png().toBuffer();
		const file = await upload(png.subarray(0, 60), 'broken.png', 'image/png');
		await started.api.backgroundWorkDone();
		expect(await readData(await read(file.id))).toMatchObject({ thumbnailStatus: 'failed' });
		expect((await started.request(file.url)).status).toBe(200);
	});

	it('go with their file', async () => {
		const file = await upload(await noise(50, 60).png().toBuffer(), 'short-lived.png', 'image/png');
		await started.api.backgroundWorkDone();
		const before = await storedBlobs();
		await readData(await remove(file.id));
		expect((await storedBlobs()).length).toBe(before.length - 2);
	});
});

describe('whose files', () => {
	const list = async (query: string, token: string) =>
		readData<FilesList>(await started.request(`/api/files?${query}`, { token }));

	it('a member sees: their own; an administrator: all, newest first', async () => {
		const own = await list('limit=100', member.token);
		expect(own.files.length).toBeGreaterThan(3);
		expect(new Set(own.files.map(({ ownerId }) => ownerId))).toEqual(new Set([member.id]));
		const all = await list('limit=100', admin.token);
		expect(all.pagination.total).toBeGreaterThan(own.pagination.total);
		const dates = all.files.map(({ createdAt }) => createdAt);
		expect(dates).toEqual([...dates].sort().reverse());
		const ofMember = await list(`ownerId=${member.id}&limit=100`, admin.token);
		expect(ofMember.pagination.total).toBe(own.pagination.total);
	});

	it('can be searched without accents', async () => {
		const { files } = await list('search=premiere', member.token);
		expect(files.map(({ filename }) => filename)).toEqual(['Ma première traversée.jpg']);
	});

	it('stay unknown to those who may not see them', async () => {
		const file = await upload(text('private'), 'private.txt', 'text/plain', admin.token);
		expect(
			await readFailure(await started.request(`/api/files?ownerId=${admin.id}`, { token: member.token })),
		).toMatchObject({
			status: 403,
			code: 'FORBIDDEN',
		});
		for (const response of [await read(file.id), await remove(file.id), await read(randomUUID())]) {
			expect(await readFailure(response)).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
		}
		expect((await read(file.id, admin.token)).status).toBe(200);
	});

	it('may be deleted by a manager: no, by an administrator: yes', async () => {
		await started.createAccount('files-manager@flotilla.test');
		const manager = await started.signIn('files-manager@flotilla.test');
		await started.request(`/api/users/${manager.user.id}`, {
			method: 'PATCH',
			token: admin.token,
			json: { role: 'manager' },
		});
		const file = await upload(text('of a member'), 'note.txt', 'text/plain');
		expect((await read(file.id, manager.token)).status).toBe(200);
		expect(await readFailure(await remove(file.id, manager.token))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
		expect(await readData(await remove(file.id, admin.token))).toBeNull();
		expect((await read(file.id)).status).toBe(404);
	});
});
