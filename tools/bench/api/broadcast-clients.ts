// Many sockets that count what they get and look at nothing of it: the server is what is measured.
import { connect as connectSocket, type Socket } from 'node:net';
import type { FromClients, ToClients } from './broadcast-messages.ts';
import { createFrameCounter } from './frame-counter.ts';

const sockets: Socket[] = [];
let missing = 0;
const tell = (message: FromClients) => process.send?.(message);

/** A short text frame under a mask of zeros, which changes nothing (RFC 6455, 5.3). */
const textFrame = (text: string): Buffer => {
	const payload = Buffer.from(text);
	const header = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
	return Buffer.concat([header, payload]);
};

const connectOne = (url: URL, token: string) =>
	new Promise<void>((resolve, reject) => {
		const socket = connectSocket(Number(url.port), url.hostname);
		const count = createFrameCounter();
		let isUpgraded = false;
		let isConnected = false;
		sockets.push(socket);
		socket.on('error', reject);
		socket.write(
			`GET /ws HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
				'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
		);
		socket.on('data', (chunk: Buffer) => {
			let bytes = chunk;
			if (!isUpgraded) {
				const end = chunk.indexOf('\r\n\r\n');
				if (end < 0) return;
				isUpgraded = true;
				bytes = chunk.subarray(end + 4);
				const frame = { type: 'authenticate', payload: { token }, timestamp: '', id: '1' };
				socket.write(textFrame(JSON.stringify(frame)));
			}
			let frames = count(bytes);
			if (frames > 0 && !isConnected) {
				isConnected = true;
				frames -= 1;
				resolve();
			}
			if (frames === 0) return;
			missing -= frames;
			if (missing === 0) tell({ received: true });
		});
	});

process.on('message', async (message: ToClients) => {
	if ('connect' in message) {
		const url = new URL(message.url);
		for (let left = message.connect; left > 0; left -= 100) {
			await Promise.all(Array.from({ length: Math.min(100, left) }, () => connectOne(url, message.token)));
		}
		tell({ connected: true });
	} else if ('expect' in message) {
		missing = message.expect * sockets.length;
	} else {
		for (const socket of sockets) socket.destroy();
		process.exit(0);
	}
});
