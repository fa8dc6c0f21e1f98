import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../create-log.ts';
import { createServer } from './create-server.ts';
import { listen } from './listen.ts';

/** Of a busy machine; Node itself would hold the connections for more than a minute. */
const patience = { timeout: 15_000 };

let app: FastifyInstance;
let clients: Socket[];
beforeEach(() => {
	clients = [];
	app = createServer({ log: createLog({ name: 'test', level: 'silent' }) });
	app.addContentTypeParser('application/octet-stream', (_request, _body, done) => done(null));
});
afterEach(async () => {
	for (const client of clients) client.destroy();
	await app.close();
});

const open = async (): Promise<Socket> => {
	const { port } = app.server.listening ? (app.server.address() as { port: number }) : await listen(app, { port: 0 });
	const client = connect(port, '127.0.0.1').on('error', () => undefined);
	clients.push(client);
	await once(client, 'connect');
	return client;
};
const connections = () =>
	new Promise<number>((resolve, reject) => {
		app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
	});
/** More than Node takes in ahead, of which the handler reads the first piece alone. */
const length = 4 * 1024 * 1024;
const sendLongBody = (client: Socket) => {
	client.write(`POST /early HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\n`);
	client.write(`content-length: ${length}\r\n\r\n`);
	client.write(Buffer.alloc(length / 2));
};
const answerEarly = () =>
	app.post('/early', async ({ raw }) => {
		await firstPiece(raw);
		return 'enough';
	});
const firstPiece = async (body: Readable) => {
	await once(body, 'data');
	body.pause();
};

it('hears that a client left whose request was answered before it was read', async () => {
	answerEarly();
	const client = await open();
	sendLongBody(client);
	await once(client, 'data');
	client.destroy();
	await vi.waitUntil(async () => (await connections()) === 0, patience);
});

it('serves the next request of a connection whose last one was answered before it was read', async () => {
	answerEarly();
	app.get('/next', async () => 'the next');
	const client = await open();
	sendLongBody(client);
	await once(client, 'data');
	client.end(Buffer.concat([Buffer.alloc(length / 2), Buffer.from('GET /next HTTP/1.1\r\nhost: x\r\n\r\n')]));
	expect(await text(client)).toContain('the next');
});

it('closes though the rest of an answered request never comes', async () => {
	answerEarly();
	const client = await open();
	sendLongBody(client);
	await once(client, 'data');
	client.resume();
	await app.close();
	await vi.waitUntil(() => client.destroyed, patience);
});

it('says that a connection ends when it closes before the answer, and ends it', async () => {
	const entered = Promise.withResolvers<void>();
	const released = Promise.withResolvers<string>();
	app.get('/slow', async () => {
		entered.resolve();
		return released.promise;
	});
	const client = await open();
	client.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
	await entered.promise;
	const closed = app.close();
	await vi.waitUntil(() => !app.server.listening, patience);
	released.resolve('done');
	const answer = (await text(client)).toLowerCase();
	expect(answer).toContain('connection: close');
	expect(answer).toContain('done');
	await closed;
});

it('ends a connection when it closes in the middle of the answer', async () => {
	const begun = Promise.withResolvers<(rest: string) => void>();
	app.get('/stream', (_request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, { 'content-length': '8' });
		reply.raw.write('half');
		begun.resolve((rest) => reply.raw.end(rest));
	});
	const client = await open();
	client.write('GET /stream HTTP/1.1\r\nhost: x\r\n\r\n');
	const end = await begun.promise;
	const closed = app.close();
	await vi.waitUntil(() => !app.server.listening, patience);
	end('done');
	expect(await text(client)).toContain('halfdone');
	await closed;
});
