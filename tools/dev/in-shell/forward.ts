import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Between {
	/** Where it goes: an origin. */
	registry: string;
	/** Where it comes from: the origin of the pages that are served here. */
	origin: string;
}

/**
 * The server takes writes of its own pages alone. Those of ours count as such; what pages of others send here keeps
 * their name, and is refused there as it would be without us.
 */
const headersFor = (headers: IncomingHttpHeaders, { registry, origin }: Between): IncomingHttpHeaders => ({
	...headers,
	host: new URL(registry).host,
	...(headers.origin === origin && { origin: registry }),
});

const send = (request: IncomingMessage, between: Between) => {
	const { protocol } = new URL(between.registry);
	return (protocol === 'https:' ? requestHttps : requestHttp)(`${between.registry}${request.url ?? '/'}`, {
		method: request.method,
		headers: headersFor(request.headers, between),
	});
};

/** Passes a request on, and its answer back, as they come. Rejects where nobody answers. */
export const forward = (request: IncomingMessage, response: ServerResponse, between: Between): Promise<void> =>
	new Promise((resolve, reject) => {
		const outgoing = send(request, between);
		outgoing.once('error', reject);
		outgoing.once('response', (incoming) => {
			response.writeHead(incoming.statusCode ?? 502, incoming.headers);
			// A page that is closed ends its requests: that is nobody's failure.
			pipeline(incoming, response).then(resolve, () => resolve());
		});
		response.once('close', () => outgoing.destroy());
		request.pipe(outgoing);
	});

/** The same for a WebSocket. */
export const forwardUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, between: Between): void => {
	const outgoing = send(request, between);
	const end = () => {
		socket.destroy();
		outgoing.destroy();
	};
	socket.once('error', end);
	outgoing.once('error', end);
	// Refused: whoever asked sees a connection that did not come about, and asks again.
	outgoing.once('response', end);
	outgoing.once('upgrade', (incoming, upstream, first) => {
		const lines = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
		socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
		upstream.once('error', end).once('close', end);
		socket.once('close', end);
		if (first.length > 0) socket.write(first);
		if (head.length > 0) upstream.write(head);
		upstream.pipe(socket).pipe(upstream);
	});
	outgoing.end();
};
