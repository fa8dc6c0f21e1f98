import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface PagesApi {
	url: string;
	stop(): Promise<void>;
}

/** As much of an API as `flotilla doctor` looks for behind a registry: its description, and a socket that opens. */
export const startPagesApi = async (): Promise<PagesApi> => {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ info: { version: '1.0.0' } }));
	}).listen(0, '127.0.0.1');
	const sockets = new WebSocketServer({ server });
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			for (const socket of sockets.clients) socket.terminate();
			sockets.close();
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
};
