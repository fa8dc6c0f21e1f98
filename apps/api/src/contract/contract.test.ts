import { type Endpoint, envelope, endpoints as groups } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());

const endpoints: readonly Endpoint[] = Object.values(groups).flatMap((group) => Object.values<Endpoint>(group));

it.each(endpoints)('answers at $method $path', ({ method, path }) => {
	expect(started.api.app.hasRoute({ method, url: `/api${path}` })).toBe(true);
});

it.each(endpoints.filter(({ access }) => access !== 'public'))(
	'asks at $method $path who it is before it looks at anything else',
	async ({ method, path }) => {
		const response = await started.request(`/api${path.replace(':id', crypto.randomUUID())}`, {
			method,
			...(method === 'GET' || method === 'DELETE' ? {} : { json: { nonsense: true } }),
		});
		expect(await readFailure(response)).toMatchObject({ status: 401, code: 'AUTHENTICATION_REQUIRED' });
	},
);

describe('every answer', () => {
	it('has the shape of the contract', async () => {
		const { token } = await started.signIn();
		for (const endpoint of [groups.auth.me, groups.users.list, groups.files.list]) {
			const response = await started.request(`/api${endpoint.path}`, { token });
			const parsed = envelope(endpoint.response).safeParse(await response.json());
			expect(parsed.error).toBeUndefined();
		}
	});

	it('carries the request id of the client, or one of ours when that is odd', async () => {
		const own = await started.request('/api/auth/me', { headers: { 'x-request-id': 'req_17_abc' } });
		expect(own.headers.get('x-request-id')).toBe('req_17_abc');
		expect((await readFailure(own)).meta.requestId).toBe('req_17_abc');
		const odd = await started.request('/api/auth/me', { headers: { 'x-request-id': 'a b"c' } });
		expect(odd.headers.get('x-request-id')).toMatch(/^req_[0-9a-f-]{36}$/);
	});

	it('to a broken request is an envelope too', async () => {
		const login = (body: string, type: string) =>
			started.request('/api/auth/login', { method: 'POST', body, headers: { 'content-type': type } });
		const json = 'application/json';
		expect(await readFailure(await login('{"email":', json))).toMatchObject({ status: 400, code: 'MALFORMED_JSON' });
		expect(await readFailure(await login('<a/>', 'text/xml'))).toMatchObject({
			status: 415,
			code: 'UNSUPPORTED_MEDIA_TYPE',
		});
		expect(await readFailure(await login(`"${'x'.repeat(1024 * 1024)}"`, json))).toMatchObject({
			status: 413,
			code: 'BODY_TOO_LARGE',
		});
		expect(await readFailure(await started.request('/api/nowhere'))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
		const wrongMethod = await started.request('/api/auth/login');
		expect(wrongMethod.headers.get('allow')).toBe('POST');
		expect(await readFailure(wrongMethod)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
	});

	it('may be read by pages of allowed origins only', async () => {
		const ask = async (origin: string) =>
			(await started.request('/api/auth/me', { headers: { origin } })).headers.get('access-control-allow-origin');
		expect(await ask('http://localhost:3000')).toBe('http://localhost:3000');
		expect(await ask('https://evil.test')).toBeNull();
	});
});

it('says that it lives and that it is ready', async () => {
	expect(await readData(await started.request('/healthz'))).toEqual({ status: 'ok' });
	expect(await readData(await started.request('/readyz'))).toEqual({ status: 'ready' });
});
