import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
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

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const portInUse = (port: number, cause: unknown) =>
	new StartError('PORT_IN_USE', `Port ${port} is taken by another program.`, { cause });

/**
 * For the beginning of a start: a taken port is known before a database is opened for nothing.
 * Throws `StartError` PORT_IN_USE.
 */
export const assertPortFree = async ({ port, host = '127.0.0.1' }: ListenOptions): Promise<void> => {
	const probe = createServer().listen({ port, host });
	try {
		await once(probe, 'listening');
	} catch (error) {
		throw isTaken(error) ? portInUse(port, error) : error;
	}
	probe.close();
	await once(probe, 'close');
};

/** Starts to accept. Throws `StartError` PORT_IN_USE. */
export const listen = async (app: FastifyInstance, { port, host = '127.0.0.1' }: ListenOptions): Promise<Listening> => {
	try {
		await app.listen({ port, host, listenTextResolver: () => 'listening' });
	} catch (error) {
		throw isTaken(error) ? portInUse(port, error) : error;
	}
	const bound = app.server.address() as AddressInfo;
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return { port: bound.port, url: `http://${shown}:${bound.port}` };
};
