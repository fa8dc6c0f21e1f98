import { expect, it } from 'vitest';
import { createApiClient } from '../create-api-client.ts';
import { ApiError } from '../error/api-error.ts';
import { failureOf } from '../testing/failure-of.ts';
import { startServer, succeed } from '../testing/start-server.ts';
import type { BeforeRequest } from './create-exchange.ts';

const start = async (beforeRequest: BeforeRequest) => {
	let asked = 0;
	const { origin } = await startServer((_request, response) => {
		asked += 1;
		succeed(response, null);
	});
	const client = createApiClient({ baseURL: `${origin}/api`, retry: { baseDelay: 0, retries: 1 }, beforeRequest });
	return { client, asked: () => asked };
};

it('holds each attempt back until it has resolved, and knows no query', async () => {
	const seen: string[] = [];
	const { client, asked } = await start(async ({ method, path }) => {
		seen.push(`${method} ${path} ${asked()}`);
		await Promise.resolve();
	});
	await client.get('/thing', { query: { secret: 'x' } });
	expect([seen, asked()]).toEqual([['GET /thing 0'], 1]);
});

it('what it rejects with is the outcome of an attempt, which is retried like any other', async () => {
	let count = 0;
	const { client, asked } = await start((request) => {
		count += 1;
		if (count > 1) return undefined;
		return Promise.reject(new ApiError({ code: 'NOT_READY', status: 503, message: 'Not today.', request }));
	});
	await client.get('/thing');
	expect([count, asked()]).toEqual([2, 1]);
});

it('an error of another kind means that there was no way to the server', async () => {
	const { client, asked } = await start(() => Promise.reject(new TypeError('Failed to fetch')));
	expect(await failureOf(client.get('/thing'))).toMatchObject({ code: 'NETWORK_ERROR', status: 0 });
	expect(asked()).toBe(0);
});
