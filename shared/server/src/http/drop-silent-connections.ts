import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Milliseconds in which a connection has to ask for something once the server closes. */
const patience = 250;

/**
 * Ends connections on which nothing was ever asked when `app` closes. Browsers and HTTP clients open some
 * ahead, also while it closes; Node counts them as busy, so that a server would wait for them until its
 * time to stop is over.
 */
export const dropSilentConnections = (app: FastifyInstance): void => {
	const silent = new Set<Socket>();
	app.server.on('connection', (socket: Socket) => {
		silent.add(socket);
		socket.once('close', () => silent.delete(socket));
	});
	app.addHook('preClose', async () => {
		const sweep = setInterval(() => {
			for (const socket of silent) {
				if (socket.bytesRead === 0) socket.destroy();
				else silent.delete(socket);
			}
		}, patience);
		app.server.once('close', () => clearInterval(sweep));
		// A server that never listened does not close either.
		if (!app.server.listening) clearInterval(sweep);
	});
};
