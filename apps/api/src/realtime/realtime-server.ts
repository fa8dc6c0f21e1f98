import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { defaultMaximumFrameSize } from '@flotilla/contracts';
import { WebSocketServer } from 'ws';
import { Connection, type ConnectionContext } from './connection.ts';

export interface RealtimeServer {
	/** Takes over upgrades of `/ws`; anything else is refused. */
	attach(server: Server): void;
	/** Takes no more sockets. Those that are open belong to the hub. */
	close(): void;
}

export const createRealtimeServer = (context: ConnectionContext): RealtimeServer => {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: defaultMaximumFrameSize,
		perMessageDeflate: false,
		clientTracking: false,
	});

	const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
		if (request.url?.split('?', 1)[0] !== '/ws') {
			stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
			return;
		}
		sockets.handleUpgrade(request, stream, head, (socket) => new Connection(context, socket, stream));
	};

	let server: Server | undefined;
	return {
		attach(httpServer) {
			server = httpServer;
			server.on('upgrade', upgrade);
		},
		close() {
			server?.off('upgrade', upgrade);
		},
	};
};
