// The peer of the broadcast bench: `ws` alone, as its own page shows a broadcast.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { settledMemory, type ToServer } from './broadcast-messages.ts';

const now = new Date().toISOString();
/** As long as an event of a changed person. */
const user = {
	id: crypto.randomUUID(),
	email: 'somebody@flotilla.test',
	firstName: 'Ada',
	lastName: 'Okafor',
	role: 'member',
	status: 'active',
	emailVerified: false,
	version: 1,
	createdAt: now,
	updatedAt: now,
	lastSignInAt: now,
};

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
	socket.on('message', () => socket.send('{"type":"authenticated"}'));
	socket.on('error', () => undefined);
});

const broadcast = async (count: number) => {
	for (let offset = 1; offset <= count; offset += 1) {
		const id = crypto.randomUUID();
		const text = JSON.stringify({
			type: 'users:updated',
			payload: { user },
			timestamp: now,
			id,
			offset,
			source: 'api',
		});
		for (const socket of sockets.clients) socket.send(text);
		await new Promise((resolve) => setImmediate(resolve));
	}
};

process.on('message', async (message: ToServer) => {
	if ('broadcast' in message) await broadcast(message.broadcast);
	else if ('measure' in message) process.send?.({ memory: await settledMemory() });
	else process.exit(0);
});
server.listen(0, '127.0.0.1', () => {
	process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'anybody' });
});
