import { request as httpRequest, type IncomingMessage, STATUS_CODES } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { chooseRequestId, createErrorEnvelope, createHttpError, type HttpError, type Log } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { forwardedHeaders } from './forwarded-headers.ts';

export interface SocketTunnelOptions {
	/** The API's origin, e.g. `http://127.0.0.1:3001`. */
	upstream: string;
	/** Whether `X-Forwarded-*` of the peer are believed. */
	trustProxy: boolean;
	log: Log;
}

const head = (status: number, headers: readonly string[]): string => {
	const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`];
	for (let index = 0; index + 1 < headers.length; index += 2) lines.push(`${headers[index]}: ${headers[index + 1]}`);
	return `${lines.join('\r\n')}\r\n\r\n`;
};

const refuse = (socket: Duplex, failure: HttpError, requestId: string): void => {
	const body = JSON.stringify(createErrorEnvelope(failure, requestId));
	const headers = ['content-type', 'application/json; charset=utf-8', 'connection', 'close', 'x-request-id', requestId];
	socket.end(`${head(failure.statusCode, [...headers, 'content-length', String(Buffer.byteLength(body))])}${body}`);
};

const first = (value: string | string[] | undefined): string | undefined =>
	(Array.isArray(value) ? value[0] : value)?.split(',', 1)[0]?.trim();

/**
 * Forwards `/ws` to the API as bytes, once both sides have agreed on the upgrade.
 *
 * Bytes and not messages: a slow client slows the API's own socket, whose bounded buffer then
 * does its work; close codes, pings and subprotocols arrive as they were sent.
 */
export const attachSocketTunnel = (app: FastifyInstance, { upstream, trustProxy, log }: SocketTunnelOptions): void => {
	const target = new URL(upstream);
	const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
	const open = new Set<Duplex>();
	let closing = false;

	const clientOf = ({ headers, socket }: IncomingMessage) => {
		const own = {
			ip: socket.remoteAddress ?? '',
			protocol: 'encrypted' in socket ? 'https' : 'http',
			host: headers.host,
		};
		if (!trustProxy) return own;
		return {
			ip: first(headers['x-forwarded-for']) ?? own.ip,
			protocol: first(headers['x-forwarded-proto']) ?? own.protocol,
			host: first(headers['x-forwarded-host']) ?? own.host,
		};
	};

	const join = (client: Duplex, server: Duplex): void => {
		for (const [from, to] of [
			[client, server],
			[server, client],
		] as const) {
			(from as Socket).setNoDelay?.(true);
			(from as Socket).setTimeout?.(0);
			from.pipe(to);
			from.on('error', () => to.destroy());
			from.on('close', () => to.destroy());
		}
	};

	const forward = (request: IncomingMessage, client: Duplex, early: Buffer): void => {
		const requestId = chooseRequestId(request);
		const path = request.url?.split('?', 1)[0];
		client.on('error', () => client.destroy());
		if (closing || path !== '/ws') {
			refuse(client, createHttpError(closing ? 'SHUTTING_DOWN' : 'NOT_FOUND'), requestId);
			return;
		}
		open.add(client);
		client.on('close', () => open.delete(client));

		const outgoing = send(new URL(request.url ?? '/ws', target), {
			agent: false,
			headers: { ...request.headers, host: target.host, ...forwardedHeaders({ ...clientOf(request), requestId }) },
		});
		client.on('close', () => outgoing.destroy());
		outgoing.on('upgrade', (response, server, earlyAnswer) => {
			client.write(head(101, response.rawHeaders));
			if (earlyAnswer.length > 0) client.write(earlyAnswer);
			if (early.length > 0) server.write(early);
			join(client, server);
		});
		outgoing.on('response', (response) => {
			// The API would rather not. Its answer may be chunked, which is undone here: the connection ends with it.
			const headers = response.rawHeaders.flatMap((name, index, all) =>
				index % 2 === 0 && !/^(connection|transfer-encoding|keep-alive)$/i.test(name)
					? [name, all[index + 1] ?? '']
					: [],
			);
			client.write(head(response.statusCode ?? 502, [...headers, 'connection', 'close']));
			response.pipe(client);
		});
		outgoing.on('error', (error) => {
			if (client.destroyed) return;
			log.warn({ err: error, requestId }, 'the API does not take a socket');
			const failure = createHttpError('UPSTREAM_UNAVAILABLE', { message: 'The API does not answer.', cause: error });
			refuse(client, failure, requestId);
		});
		outgoing.end();
	};

	app.server.on('upgrade', forward);
	app.addHook('preClose', async () => {
		closing = true;
		for (const socket of open) socket.destroy();
	});
};
