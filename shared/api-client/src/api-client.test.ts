import { filesEndpoints, usersEndpoints } from '@flotilla/contracts';
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest';
import { createApi } from './create-api.ts';
import { type ApiClientOptions, createApiClient } from './create-api-client.ts';
import { type ApiError, isApiError } from './error/api-error.ts';
import type { AuthPort } from './policy/token-renewal.ts';
import { fail, type Respond, startServer, succeed } from './testing/start-server.ts';

const id = '00000000-0000-4000-8000-000000000001';
const quick = { baseDelay: 0 };

const start = async (respond: Respond, options: ApiClientOptions = {}) => {
	const server = await startServer(respond);
	const client = createApiClient({ baseURL: `${server.origin}/api`, retry: quick, ...options });
	return { ...server, client };
};

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!isApiError(error)) throw new Error(`Expected an ApiError, got ${String(error)}`);
	return error;
};

/** An auth port whose server accepts only the newest token. */
const createAuth = (renew?: () => Promise<string | null>) => {
	let token: string | null = 'old';
	const refresh = vi.fn(
		renew ??
			(async () => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				token = 'new';
				return token;
			}),
	);
	const auth: AuthPort = { getAccessToken: () => token, refresh };
	return { auth, refresh };
};

const acceptOnlyNew: Respond = (request, response) =>
	request.headers.authorization === 'Bearer new'
		? succeed(response, { by: request.headers.authorization })
		: fail(response, 401, 'TOKEN_EXPIRED');

describe('a request', () => {
	it('is derived from the endpoint and answers its data', async () => {
		const { client, seen } = await start((_request, response) => succeed(response, { users: [] }));
		const data = await client.request(usersEndpoints.list, { query: { search: 'a&b', page: 2, role: undefined } });
		expect(data).toEqual({ users: [] });
		expect(seen).toEqual(['GET /api/users?page=2&search=a%26b']);
		expectTypeOf(data.users[0]?.email).toEqualTypeOf<string | undefined>();
	});

	it('sends params encoded, the body as JSON and the version as If-Match', async () => {
		let body = '';
		const { client, seen, headers } = await start(async (request, response) => {
			for await (const chunk of request) body += chunk;
			succeed(response, null);
		});
		await client.request(usersEndpoints.update, {
			params: { id: 'a/../b?c' },
			body: { firstName: 'Ada' },
			ifMatch: 3,
			idempotencyKey: 'key-1',
		});
		expect(seen).toEqual(['PATCH /api/users/a%2F..%2Fb%3Fc']);
		expect(JSON.parse(body)).toEqual({ firstName: 'Ada' });
		expect(headers[0]).toMatchObject({
			'content-type': 'application/json',
			'if-match': '"3"',
			'idempotency-key': 'key-1',
		});
	});

	it('names itself, its time, its composition and the person', async () => {
		const { auth } = createAuth();
		const { client, headers } = await start((_request, response) => succeed(response, null), {
			auth,
			compositionId: 'composition-1',
		});
		await client.get('/anything');
		await client.get('/anything');
		expect(headers[0]).toMatchObject({ authorization: 'Bearer old', 'x-composition-id': 'composition-1' });
		expect(headers[0]?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
		expect(headers[1]?.['x-request-id']).not.toBe(headers[0]?.['x-request-id']);
		expect(Date.parse(String(headers[0]?.['x-timestamp']))).not.toBeNaN();
	});

	it('without a body announces none', async () => {
		const { client, headers } = await start((_request, response) => succeed(response, null));
		await client.post('/auth/logout');
		await client.get('/anything');
		expect(headers.map((sent) => sent['content-type'])).toEqual([undefined, undefined]);
	});

	it('goes to another base URL once that was set', async () => {
		const { client, origin, seen } = await start((_request, response) => succeed(response, null));
		client.setBaseURL(`${origin}/elsewhere/`);
		await client.post('/things', { a: 1 });
		expect(seen).toEqual(['POST /elsewhere/things']);
	});

	it('is typed by its endpoint', () => {
		const client = createApiClient();
		const never = (): unknown[] => [
			// @ts-expect-error params are required
			client.request(usersEndpoints.read),
			// @ts-expect-error the body has no such field
			client.request(usersEndpoints.update, { params: { id }, body: { nickname: 'x' } }),
			// @ts-expect-error the query has no such role
			client.request(usersEndpoints.list, { query: { role: 'king' } }),
		];
		expectTypeOf(never).returns.toBeArray();
		expectTypeOf(client.request<typeof filesEndpoints.content>).returns.resolves.toEqualTypeOf<Blob>();
	});
});

describe('the token stays home', () => {
	it.each([
		'https://evil.example/users',
		'//evil.example/users',
		'/\\evil.example/users',
		'\\\\evil.example/users',
		'data:application/json,{}',
		'javascript:alert(1)',
		'users',
		'/../admin',
		'/%2e%2e/admin',
		'/users/../../admin',
	])('%s is refused before anything is sent', async (path) => {
		const { auth } = createAuth();
		const { client, seen } = await start((_request, response) => succeed(response, null), { auth });
		expect(await failure(client.get(path))).toMatchObject({ code: 'URL_REFUSED', status: 0 });
		expect(seen).toEqual([]);
	});

	it.each([
		'https://evil.example/api/files/1/content',
		'//evil.example/api/files/1/content',
		'data:text/plain,x',
		'/apiary/files',
		'/api/../files',
		'http://127.0.0.1:1@evil.example/api/files',
	])('a download from %s is refused', async (address) => {
		const { auth } = createAuth();
		const { client, seen } = await start((_request, response) => void response.end(), { auth });
		expect(await failure(client.download(address))).toMatchObject({ code: 'URL_REFUSED' });
		expect(seen).toEqual([]);
	});

	it('does not follow a redirect to another origin', async () => {
		const { auth } = createAuth();
		const other = await startServer((_request, response) => succeed(response, 'stolen'));
		const { client } = await start(
			(_request, response) => {
				response.writeHead(302, { location: other.origin }).end();
			},
			{ auth },
		);
		await client.get('/moved').catch(() => {});
		expect(other.headers.map(({ authorization }) => authorization).filter(Boolean)).toEqual([]);
	});

	it('is not sent to endpoints that make a session', async () => {
		const { auth, refresh } = createAuth();
		const { client, headers } = await start((_request, response) => fail(response, 401, 'TOKEN_EXPIRED'), { auth });
		await failure(client.post('/auth/refresh'));
		expect(headers[0]?.authorization).toBeUndefined();
		expect(refresh).not.toHaveBeenCalled();
	});

	it('is not carried along by an error', async () => {
		const { auth } = createAuth(async () => null);
		const { client } = await start((_request, response) => fail(response, 403, 'FORBIDDEN'), { auth });
		const error = await failure(client.request(usersEndpoints.list, { query: { search: 'secret' } }));
		expect(error.request).toEqual({ method: 'GET', path: '/users' });
		const { inspect } = await import('node:util');
		expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/Bearer|secret/);
	});
});

describe('a refused token', () => {
	it('is renewed once for twenty requests at a time, and each is replayed', async () => {
		const { auth, refresh } = createAuth();
		const { client, seen } = await start(acceptOnlyNew, { auth });
		const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => client.get(`/thing/${index}`)));
		expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ by: 'Bearer new' })));
		expect(refresh).toHaveBeenCalledTimes(1);
		expect(seen).toHaveLength(40);
	});

	it('is not renewed again for a refusal that comes in after the renewal', async () => {
		const { auth, refresh } = createAuth();
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const { client } = await start(
			async (request, response) => {
				if (request.url === '/api/slow' && request.headers.authorization === 'Bearer old') await held;
				await acceptOnlyNew(request, response);
			},
			{ auth },
		);
		const slow = client.get('/slow');
		await client.get('/quick');
		release();
		expect((await slow).data).toEqual({ by: 'Bearer new' });
		expect(refresh).toHaveBeenCalledTimes(1);
	});

	it('replays a write with its body, once', async () => {
		const { auth } = createAuth();
		const bodies: string[] = [];
		const { client } = await start(
			async (request, response) => {
				let body = '';
				for await (const chunk of request) body += chunk;
				bodies.push(body);
				fail(response, 401, 'TOKEN_EXPIRED');
			},
			{ auth },
		);
		expect(await failure(client.post('/things', { a: 1 }))).toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
		expect(bodies).toEqual(['{"a":1}', '{"a":1}']);
	});

	it('answers with the refusal when the session is over', async () => {
		const { auth } = createAuth(async () => null);
		const { client, seen } = await start(acceptOnlyNew, { auth });
		expect(await failure(client.get('/thing'))).toMatchObject({ code: 'TOKEN_EXPIRED' });
		expect(seen).toHaveLength(1);
	});

	it('answers with the network’s failure when renewal could not be asked for', async () => {
		const lost = new Error('no network');
		const { auth } = createAuth(() => Promise.reject(lost));
		const { client } = await start(acceptOnlyNew, { auth });
		await expect(client.get('/thing')).rejects.toBe(lost);
	});

	it('is not even sent while the first token is on its way: calls wait for it, and writes have a key', async () => {
		const { auth, refresh } = createAuth();
		let token: string | null = null;
		const awaiting = {
			getAccessToken: () => token,
			isTokenAwaited: () => token === null,
			async refresh() {
				token = await auth.refresh();
				return token;
			},
		};
		const { client, headers, seen } = await start(acceptOnlyNew, { auth: awaiting });
		await Promise.all([client.get('/thing'), client.post('/things', {})]);
		expect(headers.map(({ authorization }) => authorization)).toEqual(['Bearer new', 'Bearer new']);
		expect(headers[seen.indexOf('POST /api/things')]?.['idempotency-key']).toBeDefined();
		expect(refresh).toHaveBeenCalledTimes(1);
	});

	it('of somebody who turns out not to be signed in is not replayed as whoever is', async () => {
		let token: string | null = null;
		const auth: AuthPort = {
			getAccessToken: () => token,
			isTokenAwaited: () => token === null,
			async refresh() {
				token = 'of another person';
				return null;
			},
		};
		const { client, headers } = await start((_request, response) => fail(response, 401, 'AUTHENTICATION_REQUIRED'), {
			auth,
		});
		expect(await failure(client.get('/thing'))).toMatchObject({ code: 'AUTHENTICATION_REQUIRED' });
		expect(headers.map(({ authorization }) => authorization)).toEqual([undefined]);
	});

	it('is a 401 like any other when the password is wrong', async () => {
		const { auth, refresh } = createAuth();
		const { client } = await start((_request, response) => fail(response, 401, 'INVALID_CREDENTIALS'), { auth });
		await failure(client.post('/auth/login', {}));
		await failure(client.get('/thing'));
		expect(refresh).not.toHaveBeenCalled();
	});
});

describe('retrying', () => {
	const failing = (times: number, status: number, headers: Record<string, string> = {}): Respond => {
		let count = 0;
		return (_request, response) => {
			count += 1;
			if (count <= times) fail(response, status, 'NOT_READY', { headers });
			else succeed(response, count);
		};
	};

	it.each([502, 503, 504])('repeats a GET after %i', async (status) => {
		const { client } = await start(failing(3, status));
		expect((await client.get('/thing')).data).toBe(4);
	});

	it('gives up after three', async () => {
		const { client, seen } = await start(failing(9, 503));
		expect(await failure(client.get('/thing'))).toMatchObject({ code: 'NOT_READY', status: 503 });
		expect(seen).toHaveLength(4);
	});

	it('repeats after a broken connection', async () => {
		let count = 0;
		const { client } = await start((request, response) => {
			count += 1;
			if (count < 3) request.socket.destroy();
			else succeed(response, count);
		});
		expect((await client.put('/thing', {})).data).toBe(3);
	});

	it.each([400, 404, 500])('does not repeat after %i', async (status) => {
		const { client, seen } = await start(failing(1, status));
		await failure(client.get('/thing'));
		expect(seen).toHaveLength(1);
	});

	it('does not repeat a write that might be done twice, unless it has a key', async () => {
		const { client, seen } = await start(failing(9, 503));
		await failure(client.post('/thing', {}));
		expect(seen).toHaveLength(1);
		await failure(client.patch('/thing', {}, { idempotencyKey: 'key-1' }));
		expect(seen).toHaveLength(5);
	});

	it('waits as long as the server asks', async () => {
		const waits: unknown[] = [];
		const { setTimeout: wait } = globalThis;
		// Node's own timers go through here as well: only the wait in question is cut short.
		const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((callback: () => void, delay?: number) => {
			if (delay === undefined || delay < 7000 || delay > 7300) return wait(callback, delay);
			waits.push(delay);
			return wait(callback, 0);
		}) as typeof setTimeout);
		onTestFinished(() => spy.mockRestore());
		const { client } = await start(failing(1, 429, { 'retry-after': '7' }), { retry: { random: () => 0.5 } });
		expect((await client.get('/thing')).data).toBe(2);
		expect(waits).toEqual([7150]);
	});

	it('fails at once when the server asks for longer than anybody waits', async () => {
		const { client, seen } = await start(failing(1, 429, { 'retry-after': '600' }));
		expect(await failure(client.get('/thing'))).toMatchObject({ status: 429, retryAfter: 600 });
		expect(seen).toHaveLength(1);
	});
});

describe('equal GETs at a time', () => {
	const counting = () => {
		let count = 0;
		const respond: Respond = async (_request, response) => {
			count += 1;
			const mine = count;
			await new Promise((resolve) => setTimeout(resolve, 20));
			succeed(response, mine);
		};
		return respond;
	};

	it('are one request', async () => {
		const { client, seen } = await start(counting());
		const answers = await Promise.all([
			client.get('/thing', { query: { a: 1, b: 2 } }),
			client.get('/thing', { query: { b: 2, a: 1 } }),
			client.get('/thing?a=1&b=2'),
		]);
		expect(answers.map(({ data }) => data)).toEqual([1, 1, 1]);
		expect(seen).toHaveLength(1);
	});

	it('are several when they are not equal, not at a time, or asked to be', async () => {
		const { client, seen } = await start(counting());
		await Promise.all([client.get('/thing'), client.get('/thing', { dedupe: false }), client.get('/other')]);
		await client.get('/thing');
		expect(seen).toHaveLength(4);
	});

	it('let one caller leave without the others', async () => {
		const { client, seen } = await start(counting());
		const leaving = new AbortController();
		const first = failure(client.get('/thing', { signal: leaving.signal }));
		const second = client.get('/thing');
		leaving.abort();
		expect(await first).toMatchObject({ code: 'ABORTED' });
		expect((await second).data).toBe(1);
		expect(seen).toHaveLength(1);
	});

	it('are broken off when the last caller leaves', async () => {
		let closed = false;
		const { client, seen } = await start((request, response) => {
			response.on('close', () => {
				closed = true;
			});
			request.resume();
		});
		const leaving = new AbortController();
		const both = [
			failure(client.get('/thing', { signal: leaving.signal })),
			failure(client.get('/thing', { signal: leaving.signal })),
		];
		await vi.waitUntil(() => seen.length > 0);
		leaving.abort();
		await Promise.all(both);
		await vi.waitUntil(() => closed);
		expect(seen).toHaveLength(1);
	});

	it('are apart for two people', async () => {
		let token = 'first';
		const { client, seen } = await start(counting(), {
			auth: { getAccessToken: () => token, refresh: async () => null },
		});
		const first = client.get('/me');
		token = 'second';
		await Promise.all([first, client.get('/me')]);
		expect(seen).toHaveLength(2);
	});
});

describe('failures', () => {
	it('carry what the server said', async () => {
		const { client } = await start((_request, response) =>
			fail(response, 422, 'VALIDATION_FAILED', { errors: { email: ['Too short.'] } }),
		);
		const error = await failure(client.post('/things', {}));
		expect(error).toMatchObject({
			name: 'ApiError',
			code: 'VALIDATION_FAILED',
			status: 422,
			message: 'It is VALIDATION_FAILED.',
			errors: { email: ['Too short.'] },
			requestId: 'request-1',
			request: { method: 'POST', path: '/things' },
		});
		expect(error).toBeInstanceOf(Error);
	});

	it('have a code even when a proxy answered', async () => {
		const { client } = await start(
			(_request, response) => {
				response.writeHead(502, { 'content-type': 'text/html', 'x-request-id': 'proxy-1' });
				response.end('<html>Bad gateway</html>');
			},
			{ retry: { retries: 0 } },
		);
		expect(await failure(client.get('/thing'))).toMatchObject({
			code: 'UPSTREAM_UNAVAILABLE',
			status: 502,
			requestId: 'proxy-1',
		});
	});

	it('include a success that is none', async () => {
		const { client } = await start((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			response.end('<!doctype html>');
		});
		expect(await failure(client.get('/thing'))).toMatchObject({ code: 'RESPONSE_INVALID' });
	});

	it('say when nobody was reached', async () => {
		const { client } = await start((request) => {
			request.socket.destroy();
		});
		expect(await failure(client.post('/thing'))).toMatchObject({ code: 'NETWORK_ERROR', status: 0 });
	});

	it('say when it took too long', async () => {
		const { client } = await start((request) => void request.resume(), { timeout: 30 });
		expect(await failure(client.post('/thing'))).toMatchObject({ code: 'TIMEOUT', status: 0 });
	});

	it('are reported once, after the last attempt, and not when the caller gave up', async () => {
		const reported: string[] = [];
		const { client } = await start((_request, response) => fail(response, 503, 'NOT_READY'), {
			onRequestFailed: ({ code, request }) => reported.push(`${request.method} ${request.path} ${code}`),
		});
		await failure(client.get('/thing'));
		await failure(client.get('/thing', { signal: AbortSignal.abort() }));
		expect(reported).toEqual(['GET /thing NOT_READY']);
	});

	it('come at once to a caller who gives up between two attempts', async () => {
		const { client, seen } = await start((_request, response) => fail(response, 503, 'NOT_READY'), {
			retry: { baseDelay: 60_000, maximumDelay: 60_000, random: () => 0.99 },
		});
		const leaving = new AbortController();
		const answer = failure(client.put('/thing', {}, { signal: leaving.signal }));
		await vi.waitUntil(() => seen.length === 1);
		leaving.abort();
		expect(await answer).toMatchObject({ code: 'ABORTED' });
		expect(seen).toHaveLength(1);
	});
});

describe('files', () => {
	it('go up as multipart, with progress up to the end', async () => {
		let received = '';
		const { client, headers } = await start(async (request, response) => {
			for await (const chunk of request) received += chunk;
			succeed(response, { id });
		});
		const progress: number[] = [];
		const file = new File(['x'.repeat(200_000)], 'notes.txt', { type: 'text/plain' });
		const stored = await client.upload(filesEndpoints.upload, file, {
			fields: { folder: 'a' },
			onProgress: ({ percentage }) => progress.push(percentage),
		});
		expect(stored).toEqual({ id });
		expect(headers[0]?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(received).toContain('name="file"; filename="notes.txt"');
		expect(received.indexOf('name="folder"')).toBeLessThan(received.indexOf('name="file"'));
		expect(progress.at(-1)).toBe(100);
		expect(progress).toEqual(progress.toSorted((a, b) => a - b));
	});

	it('are called by what the files API expects', async () => {
		const bodies: string[] = [];
		const { client, seen } = await start(async (request, response) => {
			let body = '';
			for await (const chunk of request) body += chunk;
			bodies.push(body);
			succeed(response, null);
		});
		const { files } = createApi(client);
		const file = new File(['x'], 'notes.txt', { type: 'text/plain' });
		await files.uploadMultiple([file, file], { generateThumbnail: false });
		await files.rename(id, 'other.txt');
		await files.bulkRemove([id]);
		await files.usage();
		await files.slice({ cursor: '', type: 'image' });
		expect(seen).toEqual([
			'POST /api/files/upload-multiple',
			`PATCH /api/files/${id}`,
			'DELETE /api/files/bulk',
			'GET /api/files/usage',
			'GET /api/files?cursor=&type=image',
		]);
		expect(bodies[0]?.match(/name="files"; filename="notes.txt"/g)).toHaveLength(2);
		expect(bodies[0]).toMatch(/name="generateThumbnail"\s+false/);
		expect(bodies.slice(1, 3)).toEqual(['{"filename":"other.txt"}', JSON.stringify({ ids: [id] })]);
	});

	it('are given up when nothing moves any more, and may take longer than a request', async () => {
		const reported: string[] = [];
		const { client } = await start((request) => void request.resume(), {
			timeout: 1,
			stallTimeout: 100,
			onRequestFailed: ({ code }) => reported.push(code),
		});
		const file = new File(['x'], 'notes.txt', { type: 'text/plain' });
		expect(await failure(client.upload(filesEndpoints.upload, file))).toMatchObject({ code: 'TIMEOUT' });
		expect(reported).toEqual(['TIMEOUT']);
	});

	it('come down byte for byte from the address the API gave', async () => {
		const bytes = crypto.getRandomValues(new Uint8Array(50_000));
		const { client, seen } = await start((_request, response) => {
			response.writeHead(200, { 'content-type': 'image/png' });
			response.end(bytes);
		});
		const blob = await client.download('/api/files/1/content?exp=1&sig=s');
		expect(blob.type).toBe('image/png');
		expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
		expect(seen).toEqual(['GET /api/files/1/content?exp=1&sig=s']);
	});

	it('that cannot be had say why', async () => {
		const { client } = await start((_request, response) => fail(response, 403, 'SIGNATURE_INVALID'));
		expect(await failure(client.download('/api/files/1/content'))).toMatchObject({
			code: 'SIGNATURE_INVALID',
			status: 403,
		});
	});
});
