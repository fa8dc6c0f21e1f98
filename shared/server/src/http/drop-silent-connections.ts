import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends connections on which nothing was ever asked when `app` closes. Browsers and HTTP clients open some
 * ahead; Node counts them as busy, so that a server would wait for them until its time to stop is over.
 */
export const dropSilentConnections = (app: FastifyInstance): void => {
	const open = new Set<Socket>();
	app.server.on('connection', (socket: Socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	});
	app.addHook('preClose', async () => {
		for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
	});
};
