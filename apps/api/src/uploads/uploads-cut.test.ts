import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';

/** How many connections are cut, each at another place. */
const cuts = 50;
const size = 4_000_000;

let started: StartedApi;
let token: string;
let clients: Socket[];
beforeEach(async () => {
	clients = [];
	started = await startApi({ fileQuota: 0 });
	({ token } = await started.signIn('member@flotilla.test'));
});
afterEach(() => {
	for (const client of clients) client.destroy();
});

const open = async (): Promise<Socket> => {
	// What the server ends is no fault here.
	const client = connect(Number(new URL(started.url).port), '127.0.0.1').on('error', () => undefined);
	clients.push(client);
	await once(client, 'connect');
	return client.resume();
};
const head = (line: string, headers: Record<string, string | number>): string =>
	[
		`${line} HTTP/1.1`,
		'host: localhost',
		`authorization: Bearer ${token}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
		'\r\n',
	].join('\r\n');
const cutPoint = (cut: number): number => Math.floor((size * cut) / cuts);

const create = async (): Promise<string> => {
	const response = await started.request('/api/files/tus', {
		method: 'POST',
		token,
		headers: { 'tus-resumable': '1.0.0', 'upload-length': String(size) },
	});
	return response.headers.get('location') ?? '';
};
/** The head of a PATCH and as many bytes. */
const beginPatch = (client: Socket, path: string, bytes: number): void => {
	client.write(
		head(`PATCH ${path}`, {
			'tus-resumable': '1.0.0',
			'upload-offset': 0,
			'content-type': 'application/offset+octet-stream',
			'content-length': size,
		}),
	);
	client.write(Buffer.alloc(bytes));
};
const beginForm = (client: Socket, bytes: number): void => {
	client.write(
		head('POST /api/files/upload-multiple', {
			'content-type': 'multipart/form-data; boundary=edge',
			'content-length': size + 1000,
		}),
	);
	client.write(
		'--edge\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n',
	);
	client.write(Buffer.alloc(bytes, 'a'));
};

// Each closes the server: a connection it still believes in would hold it for longer than a test may take.

it('closes after uploads were cut while another request asked for them', async () => {
	for (let cut = 0; cut < cuts; cut += 1) {
		const path = await create();
		const client = await open();
		beginPatch(client, path, cutPoint(cut));
		// It takes the lock from the first, whose rest stays unread.
		const asked = await started.request(path, { method: 'HEAD', token, headers: { 'tus-resumable': '1.0.0' } });
		expect(asked.status).toBe(200);
		client.destroy();
	}
	await started.stop();
});

it('closes after forms were cut', async () => {
	for (let cut = 0; cut < cuts; cut += 1) {
		const client = await open();
		beginForm(client, cutPoint(cut));
		// Half of them once the server has taken what was sent.
		if (cut % 2 === 0 && client.writableNeedDrain) await once(client, 'drain');
		client.destroy();
	}
	await started.stop();
});

it('closes while connections are cut, and while uploads go on of which no more comes', async () => {
	const paths = await Promise.all(Array.from({ length: cuts }, create));
	for (const [cut, path] of paths.entries()) {
		const [stalled, patch, form] = await Promise.all([open(), open(), open()]);
		beginPatch(stalled, path, cutPoint(cut));
		beginPatch(patch, path, cutPoint(cut));
		beginForm(form, cutPoint(cut));
		setImmediate(() => {
			patch.destroy();
			form.destroy();
		});
	}
	await started.stop();
});
