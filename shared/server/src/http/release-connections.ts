import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets go of connections whose requests are answered, where Node would hold them until they have been idle for
 * long (72 s by Fastify's default), and a server that closes with them:
 *
 * - An answer may come before its request was read to the end, as when an upload is broken off. Node reads the
 *   rest only if nobody ever began to; else the socket stays paused and does not even hear that the client left.
 * - A request that was running when the server closes leaves a connection that is kept alive for more.
 *
 * HTTP/2 has streams for this and is left alone.
 */
export const releaseConnections = (app: FastifyInstance): void => {
	const running = new Set<ServerResponse>();
	/** Sockets from which the rest of an answered request still comes. */
	const draining = new Set<Socket>();
	let closing = false;

	const drain = (request: IncomingMessage, socket: Socket) => {
		const done = () => {
			draining.delete(socket);
			request.off('end', done);
			socket.off('close', done);
		};
		draining.add(socket);
		request.once('end', done);
		socket.once('close', done);
		request.resume();
	};

	app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		if (request.httpVersionMajor !== 1) return;
		// A pipeline that fails takes it from the request.
		const { socket } = request;
		running.add(response);
		response.once('close', () => running.delete(response));
		response.once('finish', () => {
			if (closing) socket.destroySoon();
			else if (!request.complete) drain(request, socket);
		});
	});
	app.addHook('preClose', async () => {
		closing = true;
		// Whose head is not sent yet can still say so.
		for (const response of running) response.shouldKeepAlive = false;
		for (const socket of draining) socket.destroy();
	});
};
