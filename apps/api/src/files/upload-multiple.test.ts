import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilesList, type StoredFile, storedFile } from '@flotilla/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type FormFile, sendFiles, textFile } from '../testing/send-files.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi({ maximumFilesPerUpload: 3, maximumFileSize: 10_000 });
	token = (await started.signIn('member@flotilla.test')).token;
});
afterAll(() => started.stop());

const send = (files: readonly FormFile[], fields: Record<string, string> = {}) =>
	sendFiles(started, files, { token, fields });
const accept = async (...parameters: Parameters<typeof send>) => {
	const response = await send(...parameters);
	expect(response.status).toBe(201);
	return z.array(storedFile).parse(await readData(response));
};
const total = async () => (await readData<FilesList>(await started.request('/api/files', { token }))).pagination.total;
const uploads = () => readdir(join(started.dataFolder, 'uploads'));
const picture = async (): Promise<FormFile> => ({
	bytes: await sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
		.png()
		.toBuffer(),
	name: 'red.png',
	type: 'image/png',
});

it('takes as many files as are allowed, in their order', async () => {
	const files = await accept([textFile('one', '1.txt'), await picture(), textFile('one', '3.txt')]);
	expect(files.map(({ filename, thumbnailStatus }) => [filename, thumbnailStatus])).toEqual([
		['1.txt', 'none'],
		['red.png', 'pending'],
		['3.txt', 'none'],
	]);
	expect(await uploads()).toEqual([]);
});

it('makes no thumbnail when none is wanted, also when that is said after the file', async () => {
	const [file] = await accept([await picture()], { generateThumbnail: 'false' });
	expect(file?.thumbnailStatus).toBe('none');
	const single = await sendFiles(started, [await picture()], {
		token,
		path: '/api/files/upload',
		partName: 'file',
		fields: { generateThumbnail: 'false' },
	});
	expect((await readData<StoredFile>(single)).thumbnailStatus).toBe('none');
	expect(await readFailure(await send([await picture()], { generateThumbnail: 'maybe' }))).toMatchObject({
		status: 422,
		code: 'VALIDATION_FAILED',
		errors: { generateThumbnail: ['This is `true` or `false`.'] },
	});
});

it('takes none when one cannot be taken, and names each to blame', async () => {
	const before = await total();
	const files = [
		textFile('fine'),
		{ ...textFile('no picture', 'a.png'), type: 'image/png' },
		textFile('', 'empty.txt'),
	];
	const failure = await readFailure(await send(files));
	expect(failure).toMatchObject({ status: 415, code: 'FILE_CONTENT_MISMATCH' });
	expect(failure.errors).toEqual({
		'files.1': ['a.png: The content of the file does not match its type.'],
		'files.2': ['empty.txt: The file is empty.'],
	});
	expect(await readFailure(await send([textFile('fine'), textFile('x'.repeat(10_001))]))).toMatchObject({
		status: 413,
		code: 'FILE_TOO_LARGE',
	});
	expect(await total()).toBe(before);
	expect(await uploads()).toEqual([]);
});

it('takes none of too many', async () => {
	const before = await total();
	const failure = await readFailure(await send(['1', '2', '3', '4'].map((text) => textFile(text))));
	expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', errors: { files: ['At most 3 at once.'] } });
	expect(await total()).toBe(before);
	expect(await uploads()).toEqual([]);
});

it.each([
	['text/csv', 'a,b\n1,2', 'text/csv'],
	['application/csv', 'a,b\n1,2', 'text/csv'],
	['application/octet-stream', 'a,b\n1,2', 'text/plain'],
	['audio/x-wav', 'RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
	['audio/mpeg', `\xff\xfb\x90\x64${'\0'.repeat(500)}`, 'audio/mpeg'],
	['video/mp4', '\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'video/mp4'],
	['application/x-zip-compressed', 'PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'application/zip'],
])('takes %s by its bytes', async (type, bytes, expected) => {
	const [file] = await accept([{ bytes: Buffer.from(bytes, 'latin1'), name: 'x', type }]);
	expect(file?.mimeType).toBe(expected);
});

it('shows in the page only what cannot run there, and lets nothing run in what it sends', async () => {
	const files = await accept([
		{
			bytes: Buffer.from('PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1'),
			name: 'a.zip',
			type: 'application/zip',
		},
		// Markup passes as plain text only, and then it is plain text to the browser, too.
		textFile('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.svg'),
		{ ...textFile('<html><script>alert(1)</script></html>', 'a.html'), type: 'text/csv' },
	]);
	expect(files.map(({ previewUrl }) => previewUrl !== undefined)).toEqual([false, true, false]);
	for (const { url, previewUrl } of files) {
		for (const address of [url, previewUrl]) {
			if (address === undefined) continue;
			const { headers } = await started.request(address);
			expect(headers.get('content-type')).toMatch(/^(application\/zip|text\/plain; charset=utf-8|text\/csv)$/);
			expect(headers.get('content-security-policy')).toContain('sandbox');
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('content-disposition')).toMatch(address === url ? /^attachment/ : /^inline/);
		}
	}
});
