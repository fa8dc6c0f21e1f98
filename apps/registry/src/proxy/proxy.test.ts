import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { sha256, startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

interface Upstream {
	server: Server;
	url: string;
	sockets: WebSocketServer;
	seen: IncomingMessage[];
	/** Settle when the event streams have ended. */
	streams: Promise<unknown>[];
}

/** A small API: tells what it got, counts bytes as they come, and takes sockets. */
const startUpstream = async (): Promise<Upstream> => {
	const seen: IncomingMessage[] = [];
	const streams: Promise<unknown>[] = [];
	const server = createServer(async (request, response) => {
		seen.push(request);
		if (request.url === '/api/busy') {
			response.writeHead(503, { 'retry-after': '1' }).end('{}');
		} else if (request.url === '/api/events') {
			response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
			response.write('data: first\n\n');
			streams.push(once(response, 'close'));
		} else if (request.url === '/api/slow-upload') {
			const { value } = await request[Symbol.asyncIterator]().next();
			response.writeHead(200, { 'content-type': 'text/plain' }).end(`early ${(value as Buffer).length > 0}`);
		} else {
			const body = await buffer(request);
			response.writeHead(200, {
				'content-type': 'application/json',
				'set-cookie': ['refresh=abc; HttpOnly; SameSite=Strict; Path=/api/auth', 'other=1'],
			});
			const { method, url, headers } = request;
			response.end(JSON.stringify({ method, url, headers, size: body.length, hash: sha256(body) }));
		}
	});
	const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false });
	server.on('upgrade', (request, socket, head) => {
		seen.push(request);
		if (request.url?.includes('refuse')) {
			socket.end('HTTP/1.1 429 Too Many Requests\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nslow');
			return;
		}
		sockets.handleUpgrade(request, socket, head, (accepted) => {
			sockets.emit('connection', accepted);
			accepted.send('welcome');
			accepted.on('message', (data, binary) => {
				if (data.toString() === 'go away') accepted.close(4401, 'token ended');
				else accepted.send(data, { binary });
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, seen, streams };
};

let upstream: Upstream;
let test: TestRegistry;
beforeAll(async () => {
	upstream = await startUpstream();
	test = await startTestRegistry({ apiUrl: upstream.url });
});
afterAll(async () => {
	await test.dispose();
	upstream.server.closeAllConnections();
	upstream.server.close();
});

const told = async (response: Response) =>
	(await response.json()) as {
		method: string;
		url: string;
		headers: Record<string, string>;
		size: number;
		hash: string;
	};

describe('/api', () => {
	it('forwards method, path, query and cookies, and says who asked', async () => {
		const response = await fetch(`${test.url}/api/users?page=2&search=a%20b`, {
			headers: {
				cookie: 'refresh=abc',
				'x-request-id': 'req-7',
				'x-forwarded-for': '6.6.6.6',
				'x-forwarded-host': 'evil.example',
			},
		});
		expect(response.headers.getSetCookie()).toEqual([
			'refresh=abc; HttpOnly; SameSite=Strict; Path=/api/auth',
			'other=1',
		]);
		expect(await told(response)).toMatchObject({
			method: 'GET',
			url: '/api/users?page=2&search=a%20b',
			headers: {
				cookie: 'refresh=abc',
				'x-request-id': 'req-7',
				'x-forwarded-for': '127.0.0.1',
				'x-forwarded-host': new URL(test.url).host,
				'x-forwarded-proto': 'http',
			},
		});
	});

	it('passes multipart and JSON bodies on byte for byte', async () => {
		const bytes = randomBytes(3_000_000);
		const form = new FormData();
		form.set('file', new Blob([bytes]), 'photo.png');
		const multipart = await told(await fetch(`${test.url}/api/files`, { method: 'POST', body: form }));
		expect(multipart.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(multipart.size).toBeGreaterThan(bytes.length);

		for (const type of ['application/json', 'text/plain', 'application/x-unknown']) {
			const body = '{ "not quite": json';
			const answer = await told(
				await fetch(`${test.url}/api/echo`, { method: 'PATCH', body, headers: { 'content-type': type } }),
			);
			expect(answer).toMatchObject({ method: 'PATCH', hash: sha256(body) });
		}
	});

	it('hands an upload on while it is still coming in', async () => {
		let finish = (): void => {};
		const body = new ReadableStream({
			start(controller) {
				controller.enqueue(new Uint8Array(100_000));
				finish = () => controller.close();
			},
		});
		// The upstream answers after the first bytes, and the body never ends before it does.
		const response = await fetch(`${test.url}/api/slow-upload`, {
			method: 'POST',
			body,
			duplex: 'half',
		} as RequestInit);
		expect(await response.text()).toBe('early true');
		finish();
	});

	it('hands an answer on while it is still going out', async () => {
		const stop = new AbortController();
		const headers = { 'accept-encoding': 'gzip, br', 'last-event-id': 'epoch:7' };
		const response = await fetch(`${test.url}/api/events`, { signal: stop.signal, headers });
		expect(response.headers.get('x-accel-buffering')).toBe('no');
		expect(response.headers.get('content-encoding')).toBeNull();
		expect(upstream.seen.at(-1)?.headers['last-event-id']).toBe('epoch:7');
		const { value } = (await response.body?.getReader().read()) ?? {};
		expect(Buffer.from(value ?? []).toString()).toBe('data: first\n\n');
		stop.abort();
		// The API hears of it when its client is gone, and forgets the stream.
		await upstream.streams.at(-1);
	});

	it('ends event streams when it closes', async () => {
		const closing = await startTestRegistry({ apiUrl: upstream.url });
		const response = await fetch(`${closing.url}/api/events`);
		const reader = response.body?.getReader();
		await reader?.read();
		await closing.dispose();
		await expect(
			Promise.resolve(reader?.read())
				.then((read) => read?.done ?? true)
				.catch(() => true),
		).resolves.toBe(true);
	});

	it('passes a 503 on and leaves it to the client to try again', async () => {
		const before = upstream.seen.length;
		const response = await fetch(`${test.url}/api/busy`);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('1');
		expect(upstream.seen.length - before).toBe(1);
	});

	it.each(['/api/../registry/v1/x', '/api/..%2f..%2fetc', '/api/%2e%2e/readyz'])(
		'does not climb out with %s',
		async (path) => {
			const { promise, resolve } = Promise.withResolvers<number | undefined>();
			const { request } = await import('node:http');
			// `fetch` would normalise the path away.
			const url = new URL(test.url);
			request({ host: url.hostname, port: url.port, path }, (response) => {
				response.resume();
				resolve(response.statusCode);
			}).end();
			expect(await promise).toBeGreaterThanOrEqual(400);
			expect(upstream.seen.some((request) => request.url?.includes('etc') || request.url?.includes('readyz'))).toBe(
				false,
			);
		},
	);
});

const connect = (path: string, protocols: string[] = []): WebSocket =>
	new WebSocket(`${test.url.replace('http', 'ws')}${path}`, protocols, { headers: { cookie: 'a=b' } });
const next = (socket: WebSocket, event: string): Promise<unknown[]> =>
	new Promise((resolve) => socket.once(event, (...args: unknown[]) => resolve(args)));

describe('/ws', () => {
	it('carries text and binary both ways, with query, cookie and subprotocol', async () => {
		const socket = connect('/ws?resume=1', ['v2', 'v1']);
		expect(String((await next(socket, 'message'))[0])).toBe('welcome');
		expect(socket.protocol).toBe('v2');
		const request = upstream.seen.at(-1);
		expect(request?.url).toBe('/ws?resume=1');
		expect(request?.headers).toMatchObject({ cookie: 'a=b', 'x-forwarded-for': '127.0.0.1' });

		socket.send('hello');
		expect(String((await next(socket, 'message'))[0])).toBe('hello');
		const bytes = randomBytes(200_000);
		socket.send(bytes);
		const [echoed, binary] = (await next(socket, 'message')) as [Buffer, boolean];
		expect(binary).toBe(true);
		expect(echoed.equals(bytes)).toBe(true);
		socket.close();
		await next(socket, 'close');
	});

	it('passes the close code of the API on as it is', async () => {
		const socket = connect('/ws');
		await next(socket, 'message');
		socket.send('go away');
		const [code, reason] = await next(socket, 'close');
		expect(code).toBe(4401);
		expect(String(reason)).toBe('token ended');
	});

	it('ends the connection to the API when the client is gone', async () => {
		const accepted = new Promise<WebSocket>((resolve) => upstream.sockets.once('connection', resolve));
		const socket = connect('/ws');
		const server = await accepted;
		await next(socket, 'open');
		const closed = next(server, 'close');
		socket.terminate();
		await closed;
		expect(server.readyState).toBe(WebSocket.CLOSED);
	});

	it('passes a refusal of the API on', async () => {
		const socket = connect('/ws?refuse');
		socket.on('error', () => {});
		const [, response] = (await next(socket, 'unexpected-response')) as [unknown, IncomingMessage];
		expect(response.statusCode).toBe(429);
		expect((await buffer(response)).toString()).toBe('slow');
	});

	it('is the only path that takes a socket', async () => {
		const socket = connect('/elsewhere');
		socket.on('error', () => {});
		const [, response] = (await next(socket, 'unexpected-response')) as [unknown, IncomingMessage];
		expect(response.statusCode).toBe(404);
		expect(JSON.parse((await buffer(response)).toString())).toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('without an API', () => {
	let lonely: TestRegistry;
	beforeAll(async () => {
		lonely = await startTestRegistry();
	});
	afterAll(() => lonely.dispose());

	it('answers 502 to requests and to sockets', async () => {
		const response = await fetch(`${lonely.url}/api/users`);
		expect(response.status).toBe(502);
		expect(await response.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', success: false });

		const socket = new WebSocket(`${lonely.url.replace('http', 'ws')}/ws`);
		socket.on('error', () => {});
		const [, refusal] = (await next(socket, 'unexpected-response')) as [unknown, IncomingMessage];
		expect(refusal.statusCode).toBe(502);
		expect(JSON.parse((await buffer(refusal)).toString())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
	});
});

it('ends open sockets when it closes', async () => {
	const closing = await startTestRegistry({ apiUrl: upstream.url });
	const socket = new WebSocket(`${closing.url.replace('http', 'ws')}/ws`);
	await next(socket, 'message');
	const closed = next(socket, 'close');
	await closing.dispose();
	await closed;
	expect(socket.readyState).toBe(WebSocket.CLOSED);
});
