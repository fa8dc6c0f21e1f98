import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartError } from '../start-error.ts';

export interface ListenOptions {
	/** 0 takes a free one. */
	port: number;
	/** Default `127.0.0.1`. */
	host?: string;
}

export interface Listening {
	port: number;
	/** `http://host:port`, for a person or a test on this machine. */
	url: string;
}

/** Starts to accept. Throws `StartError` PORT_IN_USE. */
export const listen = async (app: FastifyInstance, { port, host = '127.0.0.1' }: ListenOptions): Promise<Listening> => {
	try {
		await app.listen({ port, host, listenTextResolver: () => 'listening' });
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
			throw new StartError('PORT_IN_USE', `Port ${port} is taken by another program.`, { cause: error });
		}
		throw error;
	}
	const bound = app.server.address() as AddressInfo;
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return { port: bound.port, url: `http://${shown}:${bound.port}` };
};
