import { createHash, randomBytes } from 'node:crypto';
import { createS3Objects } from '@flotilla/server';
import { startTestS3, type TestS3 } from '@flotilla/server/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendResumable } from '../testing/send-resumable.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let s3: TestS3;
let started: StartedApi;
let token: string;
beforeAll(async () => {
	s3 = await startTestS3();
	started = await startApi({ restoreWindow: 0 }, { s3: s3.settings });
	token = (await started.signIn('member@flotilla.test')).token;
});
afterAll(async () => {
	await started?.stop();
	await s3?.stop();
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const video = (size: number): Buffer =>
	Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), randomBytes(size - 24)]);
const objects = async (prefix: string) => {
	const bucket = createS3Objects(s3.settings);
	const names: string[] = [];
	for await (const { key } of bucket.list(prefix)) names.push(key.slice(prefix.length));
	bucket.close();
	return names;
};
const read = async (id: string) =>
	readData<{ url: string; sha256: string }>(await started.request(`/api/files/${id}`, { token }));

it('keeps the bytes of a form and of its thumbnail in the bucket, and takes them away', async () => {
	const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: 'navy' } })
		.png()
		.toBuffer();
	const body = new FormData();
	body.append('file', new File([new Uint8Array(picture)], 'navy.png', { type: 'image/png' }));
	const before = await objects('blobs/');
	const { id, url } = await readData<{ id: string; url: string }>(
		await started.request('/api/files/upload', { method: 'POST', token, body }),
	);
	await started.api.backgroundWorkDone();
	expect(await objects('blobs/')).toHaveLength(before.length + 2);
	const part = await started.request(url, { headers: { range: 'bytes=1-3' } });
	expect([part.status, await part.text()]).toEqual([206, 'PNG']);
	await readData(await started.request(`/api/files/${id}`, { method: 'DELETE', token }));
	expect(await objects('blobs/')).toEqual(before);
});

it('takes a resumable upload in pieces smaller and larger than a part, broken off between', async () => {
	const bytes = video(17_000_000);
	const first = await sendResumable(started, bytes, { token, chunkSize: 3_000_000, abortAfter: 7_000_000 });
	expect(first.isComplete).toBe(false);
	const second = await sendResumable(started, bytes, { token, chunkSize: 8_000_000, uploadUrl: first.url });
	const file = await read(second.id);
	expect(file.sha256).toBe(sha256(bytes));
	const download = await started.request(file.url);
	expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
	expect(await objects('uploads/')).toEqual([]);
});

it('is another node’s to go on with', async () => {
	const bytes = video(9_000_000);
	const first = await sendResumable(started, bytes, { token, chunkSize: 6_000_000, abortAfter: 6_000_001 });
	await started.api.close();
	started = await startApi({}, { s3: s3.settings, continuing: started });
	token = (await started.signIn('member@flotilla.test')).token;
	const uploadUrl = `${started.url}${new URL(first.url).pathname}`;
	await sendResumable(started, bytes, { token, uploadUrl });
	expect((await read(first.id)).sha256).toBe(sha256(bytes));
});

it('leaves nothing of bytes that are refused, of what is given up, or not finished in time', async () => {
	const refused = sendResumable(started, Buffer.from('<html>'), { token, type: 'image/png' });
	await expect(refused).rejects.toThrow('FILE_CONTENT_MISMATCH');
	const create = async () => {
		const answer = await started.request('/api/files/tus', {
			method: 'POST',
			token,
			headers: { 'tus-resumable': '1.0.0', 'upload-length': '100' },
		});
		return answer.headers.get('location') ?? '';
	};
	const headers = { 'tus-resumable': '1.0.0' };
	const path = await create();
	expect((await started.request(path, { method: 'DELETE', token, headers })).status).toBe(204);
	expect(await readFailure(await started.request(path, { method: 'DELETE', token, headers }))).toMatchObject({
		code: 'UPLOAD_NOT_FOUND',
	});
	await create();
	started.passTime(25 * 60 * 60);
	await started.api.sweepFiles();
	expect(await objects('uploads/')).toEqual([]);
});
