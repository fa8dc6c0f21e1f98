import { expect, it } from 'vitest';
import { createApiClient } from '../create-api-client.ts';
import { failureOf } from '../testing/failure-of.ts';
import { startServer, succeed } from '../testing/start-server.ts';
import type { ApiLogEntry } from './api-log.ts';

/** What the server gets of a body. */
const send = async (body: unknown): Promise<{ type: string | undefined; text: string }> => {
	let text = '';
	const { origin, headers } = await startServer(async (request, response) => {
		for await (const chunk of request) text += chunk;
		succeed(response, null);
	});
	await createApiClient({ baseURL: `${origin}/api` }).post('/thing', body);
	return { type: headers[0]?.['content-type'], text };
};

it.each([
	['an object', { name: 'Ada', left: undefined }, '{"name":"Ada"}'],
	['a list', [1, 2], '[1,2]'],
	['a text', 'Ada', '"Ada"'],
	['a number', 7, '7'],
	['null', null, 'null'],
])('%s is sent as JSON and announced as such', async (_what, body, text) => {
	expect(await send(body)).toEqual({ type: 'application/json', text });
});

it.each([
	['a file', new Blob(['{"a":1}']), '{"a":1}'],
	['a query', new URLSearchParams({ a: '1' }), 'a=1'],
	['bytes', new TextEncoder().encode('abc'), 'abc'],
	['a buffer', new TextEncoder().encode('abc').buffer, 'abc'],
])('%s is sent as it is and is not announced as JSON', async (_what, body, text) => {
	const sent = await send(body);
	expect(sent.text).toBe(text);
	expect(sent.type).not.toBe('application/json');
});

it('what cannot be written as JSON is refused and never sent', async () => {
	const { origin, seen } = await startServer((_request, response) => succeed(response, null));
	const circle: { self?: unknown } = {};
	circle.self = circle;
	const client = createApiClient({ baseURL: `${origin}/api`, retry: { retries: 0 } });
	const error = await failureOf(client.post('/thing', circle));
	expect(error.cause).toBeInstanceOf(TypeError);
	expect(seen).toEqual([]);
});

it('an answer that is no JSON is refused, and the log shows what came', async () => {
	const { origin } = await startServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end('<!doctype html>');
	});
	const entries: ApiLogEntry[] = [];
	const client = createApiClient({
		baseURL: `${origin}/api`,
		log: { write: (entry) => entries.push(entry), bodies: true },
	});
	expect(await failureOf(client.get('/thing'))).toMatchObject({ code: 'RESPONSE_INVALID' });
	expect(entries.at(-1)?.body).toBe('<!doctype html>');
});
