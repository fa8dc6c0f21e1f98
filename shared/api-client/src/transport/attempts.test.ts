import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ApiClientOptions, createApiClient } from '../create-api-client.ts';
import { failureOf } from '../testing/failure-of.ts';
import { fail, type Respond, startServer, succeed } from '../testing/start-server.ts';
import { type ApiLogEntry, createConsoleLog } from './api-log.ts';
import type { ApiAttempt } from './create-exchange.ts';

afterEach(() => vi.restoreAllMocks());

const start = async (respond: Respond, options: ApiClientOptions = {}) => {
	const server = await startServer(respond);
	const attempts: ApiAttempt[] = [];
	const client = createApiClient({
		baseURL: `${server.origin}/api`,
		retry: { baseDelay: 0 },
		onAttempt: (attempt) => attempts.push(attempt),
		...options,
	});
	return { ...server, client, attempts };
};
const outcomes = (attempts: readonly ApiAttempt[]) =>
	attempts.map(({ method, path, status, code }) => `${method} ${path} ${status} ${code}`);

describe('onAttempt', () => {
	it('is told about each attempt, without what the query holds', async () => {
		let count = 0;
		const { client, attempts } = await start((request, response) => {
			count += 1;
			if (count === 1) request.socket.destroy();
			else if (count === 2) fail(response, 503, 'NOT_READY');
			else succeed(response, null);
		});
		await client.get('/thing', { query: { secret: 'x' } });
		expect(outcomes(attempts)).toEqual([
			'GET /thing 0 NETWORK_ERROR',
			'GET /thing 503 NOT_READY',
			'GET /thing 200 null',
		]);
		for (const { milliseconds } of attempts) expect(milliseconds).toBeGreaterThan(0);
	});

	it('is not told about what was given up, refused, or kept back by an open circuit', async () => {
		const { client, attempts } = await start((request) => void request.socket.destroy(), {
			circuit: { failures: 1 },
			retry: { retries: 0 },
		});
		await failureOf(client.get('/thing', { signal: AbortSignal.abort() }));
		await failureOf(client.get('//evil.example'));
		await failureOf(client.get('/thing'));
		await failureOf(client.get('/thing'));
		expect(outcomes(attempts)).toEqual(['GET /thing 0 NETWORK_ERROR']);
	});
});

describe('the log', () => {
	const secrets = /Bearer|token-1|hunter2|opensesame/;
	const auth = { getAccessToken: () => 'token-1', refresh: async () => null };

	it('has requests and answers, and neither tokens, queries nor bodies', async () => {
		const entries: ApiLogEntry[] = [];
		const { client, headers } = await start(
			(request, response) =>
				request.method === 'GET' ? succeed(response, 'opensesame') : fail(response, 422, 'VALIDATION_FAILED'),
			{ auth, log: { write: (entry) => entries.push(entry) } },
		);
		await client.get('/thing', { query: { q: 'hunter2' } });
		await failureOf(client.post('/thing', { password: 'hunter2' }));
		const requestId = headers[0]?.['x-request-id'];
		expect(entries).toEqual([
			{ phase: 'request', method: 'GET', path: '/thing', requestId },
			{ phase: 'answer', method: 'GET', path: '/thing', requestId, status: 200, milliseconds: expect.any(Number) },
			{ phase: 'request', method: 'POST', path: '/thing', requestId: headers[1]?.['x-request-id'] },
			expect.objectContaining({ phase: 'answer', status: 422, code: 'VALIDATION_FAILED' }),
		]);
		expect(JSON.stringify(entries)).not.toMatch(secrets);
	});

	it('has bodies when asked for them, and still no token', async () => {
		const entries: ApiLogEntry[] = [];
		const { client } = await start((_request, response) => succeed(response, 'opensesame'), {
			auth,
			log: { write: (entry) => entries.push(entry), bodies: true },
		});
		await client.post('/thing', { name: 'Ada' });
		expect(entries[0]?.body).toEqual({ name: 'Ada' });
		expect(entries[1]?.body).toMatchObject({ data: 'opensesame' });
		expect(JSON.stringify(entries)).not.toMatch(/Bearer|token-1/);
	});

	it('of the console is of the level debug', async () => {
		const debug = vi.spyOn(console, 'debug').mockImplementation(() => {});
		let count = 0;
		const { client } = await start(
			(request, response) => {
				count += 1;
				if (count === 1) succeed(response, null);
				else request.socket.destroy();
			},
			{ log: createConsoleLog(), retry: { retries: 0 } },
		);
		await client.get('/thing');
		await failureOf(client.get('/thing'));
		const lines = debug.mock.calls.map(([line]) => String(line).replace(/\d+ ms/, '_ ms'));
		expect(lines).toEqual([
			'[api] -> GET /thing',
			'[api] <- GET /thing 200 _ ms',
			'[api] -> GET /thing',
			'[api] <- GET /thing NETWORK_ERROR _ ms',
		]);
	});
});

it('two hundred callers of one GET are one request, and each may leave', async () => {
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { client, seen } = await start(async (_request, response) => {
		await held;
		succeed(response, 'one');
	});
	const callers = Array.from({ length: 200 }, () => new AbortController());
	const calls = callers.map(({ signal }) => client.get('/thing', { signal }));
	const leaving = calls.filter((_call, index) => index % 2 === 1).map(failureOf);
	await vi.waitUntil(() => seen.length > 0);
	callers.forEach((caller, index) => {
		if (index % 2 === 1) caller.abort();
	});
	expect(new Set((await Promise.all(leaving)).map(({ code }) => code))).toEqual(new Set(['ABORTED']));
	release();
	const stayed = await Promise.all(calls.filter((_call, index) => index % 2 === 0));
	expect(stayed.map(({ data }) => data)).toEqual(Array(100).fill('one'));
	expect(seen).toEqual(['GET /api/thing']);
});
