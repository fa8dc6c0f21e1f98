import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { toTextFrame } from './text-frame.ts';

it('a frame of any length is read by a client of its own kind, among frames that ws writes', async () => {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
	const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) =>
		'ü'.repeat(length >> 1).padEnd(length, 'x'),
	);
	server.on('connection', (socket, request) => {
		for (const text of texts) {
			request.socket.write(toTextFrame(text));
			socket.send('between');
		}
	});
	await once(server, 'listening');
	const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const received: string[] = [];
	await new Promise<void>((resolve) => {
		client.on('message', (data, isBinary) => {
			expect(isBinary).toBe(false);
			if (received.push(String(data)) === 2 * texts.length) resolve();
		});
	});
	expect(received).toEqual(texts.flatMap((text) => [text, 'between']));
	client.terminate();
	server.close();
	await once(server, 'close');
});
