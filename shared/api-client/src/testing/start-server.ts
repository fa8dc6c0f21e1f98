import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestServer {
	origin: string;
	/** Every request so far: `GET /api/users`. */
	seen: string[];
	headers: IncomingMessage['headers'][];
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A real server on a port of its own, closed with the test. */
export const startServer = async (respond: Respond): Promise<TestServer> => {
	const seen: string[] = [];
	const headers: IncomingMessage['headers'][] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		headers.push(request.headers);
		void respond(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, headers };
};

const meta = { timestamp: '2026-01-05T09:00:00.000Z', requestId: 'request-1' };

export const succeed = (response: ServerResponse, data: unknown): void => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ data, success: true, meta }));
};

export const fail = (
	response: ServerResponse,
	status: number,
	code: string,
	{ headers = {}, errors }: { headers?: Record<string, string>; errors?: Record<string, string[]> } = {},
): void => {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify({ data: null, success: false, code, message: `It is ${code}.`, errors, meta }));
};
