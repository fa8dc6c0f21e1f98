import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imageBomb } from '../testing/image-bomb.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
let blobsBefore: string[];
beforeAll(async () => {
	started = await startApi({ maximumFileSize: 100_000, restoreWindow: 0 });
	token = (await started.signIn('member@flotilla.test')).token;
	blobsBefore = await stored('blobs');
});
afterAll(() => started.stop());

const stored = async (folder: string): Promise<string[]> => {
	const entries = await readdir(join(started.dataFolder, folder), { recursive: true, withFileTypes: true }).catch(
		() => [],
	);
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};
const leavesNothing = async () => {
	expect(await stored('uploads')).toEqual([]);
	expect(new Set(await stored('blobs'))).toEqual(new Set(blobsBefore));
};
const filePart = (name = 'file', headers = 'Content-Type: text/plain') =>
	`--edge\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\n${headers}\r\n\r\nhello\r\n`;
const end = '--edge--\r\n';
const textPart = (name: string, value = 'x') =>
	`--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const post = (body: string, type = 'multipart/form-data; boundary=edge', path = '/api/files/upload') =>
	started.request(path, { method: 'POST', token, headers: { 'content-type': type }, body });

const nested = 'Content-Type: multipart/mixed; boundary=inner';
it.each([
	['that names no boundary', filePart() + end, 'multipart/form-data', 400],
	['with another boundary', filePart() + end, 'multipart/form-data; boundary=other', 400],
	['without its end', filePart(), undefined, 400],
	['that ends in a header', '--edge\r\nContent-Disposition: form-data; na', undefined, 400],
	['that is empty', '', undefined, 422],
	['without a part', end, undefined, 422],
	['with a form inside', filePart('file', nested) + end, undefined, 415],
	['with a hundred parts', filePart() + textPart('a').repeat(100) + end, undefined, 413],
	['with a hundred files', filePart().repeat(100) + end, undefined, 422],
	['with a part of a huge name', textPart('n'.repeat(100_000)) + end, undefined, 4],
	['with a huge value', filePart() + textPart('a', 'v'.repeat(90_000)) + end, undefined, 201],
	['with a part that is called like what every object has', filePart('__proto__') + end, undefined, 400],
	['whose file is a text', textPart('file', 'hello') + end, undefined, 422],
	['with the file in another part', filePart('avatar') + end, undefined, 422],
	['with part headers without an end', `--edge\r\n${'X-A: b\r\n'.repeat(5000)}`, undefined, 400],
	['whose disposition is none', `--edge\r\nContent-Disposition: \0\r\n\r\nhello\r\n${end}`, undefined, 4],
])('answers a form %s, and keeps nothing of what it refuses', async (_name, body, type, expected) => {
	const response = await post(body, type);
	if (expected < 100) expect(Math.floor(response.status / 100)).toBe(expected);
	else expect(response.status).toBe(expected);
	if (response.status === 201) {
		const { id } = await readData<{ id: string }>(response);
		await readData(await started.request(`/api/files/${id}`, { method: 'DELETE', token }));
	} else {
		expect((await readFailure(response)).code).toMatch(/^[A-Z_]+$/);
	}
	await leavesNothing();
});

it('keeps nothing of a form whose client goes away', async () => {
	const { hostname, port } = new URL(started.url);
	const socket = connect(Number(port), hostname);
	const head = `POST /api/files/upload-multiple HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
	socket.write(
		`${head}Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 90000\r\n\r\n${filePart('files')}`,
	);
	socket.write('--edge\r\nContent-Disposition: form-data; name="files"; filename="b.txt"\r\n\r\nhalf of');
	while ((await stored('uploads')).length === 0) await sleep(5);
	socket.destroy();
	while ((await stored('uploads')).length > 0) await sleep(5);
	await leavesNothing();
});

it('refuses a picture of more pixels than there is memory for', async () => {
	const body = new FormData();
	body.append('file', new File([new Uint8Array(imageBomb())], 'bomb.png', { type: 'image/png' }));
	const failure = await readFailure(await started.request('/api/files/upload', { method: 'POST', token, body }));
	expect(failure).toMatchObject({ status: 413, code: 'IMAGE_TOO_LARGE' });
	await leavesNothing();
});

it('goes on to serve on the connection it refused something on', async () => {
	for (let time = 0; time < 20; time++) {
		expect((await post('x'.repeat(50_000), 'text/xml')).status).toBe(415);
		expect((await post(filePart().repeat(30) + end)).status).toBe(422);
	}
	expect((await started.request('/api/files', { token })).status).toBe(200);
});
