import { readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:http2';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLog } from '@flotilla/server';
import { generate } from 'selfsigned';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { publishBuild } from './client/publish-build.ts';
import { createRegistry } from './create-registry.ts';
import { readSettings } from './read-settings.ts';
import { remoteBuild, shellBuild, writeBuild } from './testing/build-folders.ts';
import { startTestRegistry } from './testing/start-test-registry.ts';

const log = createLog({ name: 'registry', level: 'silent' });

it('keeps everything over a restart, and makes its first token once', async () => {
	const test = await startTestRegistry();
	const tokenFile = join(test.dataFolder, 'publish-token');
	expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
	await test.publish(shellBuild(), '1.0.0');
	const page = await fetch(test.url);
	await rm(tokenFile);
	await test.registry.close();

	const again = await createRegistry({ dataFolder: test.dataFolder, databaseUrl: test.databaseUrl, log });
	try {
		const { url } = await again.listen({ port: 0 });
		const answered = await fetch(url);
		expect(answered.headers.get('etag')).toBe(page.headers.get('etag'));
		const entry = /<script type="module"[^>]+src="([^"]+)"/.exec(await answered.text())?.[1];
		expect((await fetch(`${url}${entry}`)).status).toBe(200);
		await expect(readFile(tokenFile)).rejects.toMatchObject({ code: 'ENOENT' });
		const folder = await writeBuild(remoteBuild({ app: 'users' }));
		const options = { folder, version: '1.0.0', registry: url, token: test.token };
		expect(await publishBuild(options)).toMatchObject({ created: true, pointer: null });
		await rm(folder, { recursive: true });
	} finally {
		await again.close();
		await test.dispose();
	}
});

it('does not share its data folder with a second registry', async () => {
	const test = await startTestRegistry({ databaseUrl: undefined });
	try {
		await expect(createRegistry({ dataFolder: test.dataFolder, log })).rejects.toMatchObject({
			code: 'DATA_FOLDER_IN_USE',
		});
	} finally {
		await test.dispose();
	}
});

it('speaks HTTP/2 with a certificate, and HTTP/1.1 and sockets to who asks for them', async () => {
	const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
	const upstream = createServer(async (asked, answer) => {
		answer.end(`${asked.method} ${asked.url} ${asked.headers['x-forwarded-proto']} ${await text(asked)}`);
	});
	new WebSocketServer({ server: upstream }).on('connection', (socket) => socket.send('welcome'));
	await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
	const apiUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
	const test = await startTestRegistry({ tls: { cert, key }, apiUrl });
	try {
		expect(test.url).toMatch(/^https:/);
		const session = connect(test.url, { rejectUnauthorized: false });
		const send = async (headers: Record<string, string>, body = ''): Promise<[number | undefined, string]> => {
			const stream = session.request(headers, { endStream: body === '' });
			const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
			stream.on('response', (answer) => resolve(answer[':status'])).on('error', reject);
			if (body !== '') stream.end(body);
			return [await promise, await text(stream)];
		};
		expect((await send({ ':path': '/readyz' }))[0]).toBe(200);
		expect(session.alpnProtocol).toBe('h2');
		expect(await send({ ':path': '/api/echo', ':method': 'POST', 'content-type': 'text/plain' }, 'a body')).toEqual([
			200,
			'POST /api/echo https a body',
		]);
		// Left open: closing the registry must not wait for it.

		const plain = Promise.withResolvers<string | undefined>();
		request(`${test.url}/healthz`, { rejectUnauthorized: false }, (response) => {
			response.resume();
			plain.resolve(response.httpVersion);
		})
			.on('error', plain.reject)
			.end();
		expect(await plain.promise).toBe('1.1');

		const socket = new WebSocket(`${test.url.replace('https', 'wss')}/ws`, { rejectUnauthorized: false });
		socket.on('error', () => {});
		const opened = await new Promise<string>((done) => socket.once('message', (data) => done(String(data))));
		expect(opened).toBe('welcome');
	} finally {
		await test.dispose();
		upstream.close();
	}
});

it('reads its settings from the environment and names the one that is wrong', () => {
	expect(readSettings({})).toMatchObject({
		PORT: 3000,
		HOST: '127.0.0.1',
		DATA_FOLDER: '.flotilla/registry',
		API_URL: 'http://127.0.0.1:3001',
		CHANNEL: 'production',
		TRUST_PROXY: false,
	});
	for (const [name, value] of Object.entries({
		PORT: '70000',
		API_URL: 'ftp://x',
		CHANNEL: 'No',
		TLS_CERT: 'only.pem',
	})) {
		expect(() => readSettings({ [name]: value })).toThrow(name);
	}
});
