import { filesEndpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { type ApiClientOptions, createApiClient } from '../create-api-client.ts';
import { isDoneWithoutAnswer } from '../error/api-error.ts';
import { failureOf } from '../testing/failure-of.ts';
import { fail, type Respond, startServer, succeed } from '../testing/start-server.ts';

const signedIn = { getAccessToken: () => 'token', refresh: async () => null };
const start = async (respond: Respond, options: ApiClientOptions = {}) => {
	const server = await startServer(respond);
	const client = createApiClient({
		baseURL: `${server.origin}/api`,
		retry: { baseDelay: 0 },
		auth: signedIn,
		...options,
	});
	return { ...server, client, keys: () => server.headers.map((headers) => headers['idempotency-key']) };
};
const answering: Respond = (_request, response) => succeed(response, null);

describe('a write of somebody who is signed in', () => {
	it('has a key of its own', async () => {
		const { client, keys } = await start(answering);
		for (const write of [client.post, client.put, client.patch]) await write('/thing', {});
		await client.delete('/thing');
		expect(keys()).toHaveLength(4);
		expect(new Set(keys()).size).toBe(4);
		for (const key of keys()) expect(key).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('keeps its key when its answer is lost and it is sent again', async () => {
		let count = 0;
		const { client, keys } = await start((request, response) => {
			count += 1;
			if (count < 3) request.socket.destroy();
			else succeed(response, 'done');
		});
		expect((await client.post('/thing', { a: 1 })).data).toBe('done');
		expect(keys()).toHaveLength(3);
		expect(new Set(keys()).size).toBe(1);
	});

	it('keeps its key when it is sent again with a renewed token', async () => {
		let token = 'old';
		const auth = {
			getAccessToken: () => token,
			refresh: async () => {
				token = 'new';
				return token;
			},
		};
		const { client, keys } = await start(
			(request, response) =>
				request.headers.authorization === 'Bearer new' ? succeed(response, null) : fail(response, 401, 'TOKEN_EXPIRED'),
			{ auth },
		);
		await client.post('/thing', {});
		expect(keys()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(1);
	});

	it('takes the key it is given, or none', async () => {
		const { client, keys } = await start(answering);
		await client.post('/thing', {}, { idempotencyKey: 'mine' });
		await client.post('/thing', {}, { idempotencyKey: null });
		expect(keys()).toEqual(['mine', undefined]);
	});

	it('waits while an earlier attempt is being carried out, without using up its retries', async () => {
		let count = 0;
		const { client, keys } = await start((_request, response) => {
			count += 1;
			if (count > 8) succeed(response, 'done');
			else fail(response, 409, 'IDEMPOTENCY_IN_PROGRESS', { headers: { 'retry-after': '0' } });
		});
		expect((await client.patch('/thing', {})).data).toBe('done');
		expect(new Set(keys()).size).toBe(1);
	});

	it('gives up waiting in the end', async () => {
		const { client, seen } = await start(
			(_request, response) => fail(response, 409, 'IDEMPOTENCY_IN_PROGRESS', { headers: { 'retry-after': '0' } }),
			{ retry: { baseDelay: 0, inProgressRetries: 4 } },
		);
		expect(await failureOf(client.patch('/thing', {}))).toMatchObject({
			code: 'IDEMPOTENCY_IN_PROGRESS',
			isRetryable: true,
		});
		expect(seen).toHaveLength(5);
	});

	it('that was done but whose answer is lost can be told from one that failed', async () => {
		const { client, seen } = await start((_request, response) => fail(response, 409, 'IDEMPOTENCY_ANSWER_LOST'));
		const lost = await failureOf(client.post('/thing', {}));
		expect(isDoneWithoutAnswer(lost)).toBe(true);
		expect(seen).toHaveLength(1);
		expect(isDoneWithoutAnswer(new Error('IDEMPOTENCY_ANSWER_LOST'))).toBe(false);
	});

	it('is sent again with its file when it is a form', async () => {
		let count = 0;
		const bodies: string[] = [];
		const { client, keys } = await start(async (request, response) => {
			let body = '';
			for await (const chunk of request) body += chunk;
			bodies.push(body);
			count += 1;
			if (count === 1) request.socket.destroy();
			else succeed(response, null);
		});
		await client.upload(filesEndpoints.upload, new File(['some bytes'], 'a.txt', { type: 'text/plain' }));
		expect(bodies.map((body) => body.includes('some bytes'))).toEqual([true, true]);
		expect(new Set(keys()).size).toBe(1);
	});
});

it('reads, people who are not signed in and endpoints that make a session have no key', async () => {
	const { client, keys, origin } = await start(answering);
	await client.get('/thing');
	await client.post('/auth/login', {});
	await createApiClient({ baseURL: `${origin}/api` }).post('/thing', {});
	expect(keys()).toEqual([undefined, undefined, undefined]);
});
