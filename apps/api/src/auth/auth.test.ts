import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());

const login = (json: unknown, headers: HeadersInit = {}) =>
	started.request('/api/auth/login', { method: 'POST', json, headers });
const refresh = (refreshToken: string) =>
	started.request('/api/auth/refresh', { method: 'POST', json: { refreshToken } });
const refreshedToken = async (refreshToken: string) =>
	(await readData<{ refreshToken: string }>(await refresh(refreshToken))).refreshToken;
const me = (token: string) => started.request('/api/auth/me', { token });

const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? '';
const loginWithCookie = async (rememberMe = false) =>
	cookieOf(await login({ email: 'member@flotilla.test', password: 'flotilla-demo-2026', rememberMe }));

describe('signing in', () => {
	it('gives a token that opens what needs one', async () => {
		const { token, user, expiresIn, permissions } = await started.signIn(' Member@Flotilla.test ');
		expect(user).toMatchObject({ email: 'member@flotilla.test', role: 'member' });
		expect(expiresIn).toBe(900);
		expect(permissions).toContain('files:upload');
		const answered = await readData<{ user: { id: string }; permissions: string[] }>(await me(token));
		expect(answered).toMatchObject({ user: { id: user.id }, permissions });
	});

	it('never shows the refresh token to a browser, only its cookie jar', async () => {
		const response = await login({ email: 'member@flotilla.test', password: 'flotilla-demo-2026' });
		expect(await response.clone().text()).not.toContain('refreshToken');
		expect(cookieOf(response)).toMatch(/^flotilla_refresh=[\w-]{43}; Path=\/api\/auth; HttpOnly; SameSite=Strict$/);
		expect(response.headers.get('cache-control')).toBe('no-store');
	});

	it('keeps the cookie for 30 days when asked to remember', async () => {
		expect(await loginWithCookie(true)).toContain('Max-Age=2592000');
	});

	it('answers a wrong password and an unknown address alike', async () => {
		const wrong = await readFailure(await login({ email: 'admin@flotilla.test', password: 'not the password' }));
		const unknown = await readFailure(await login({ email: 'nobody@flotilla.test', password: 'not the password' }));
		expect(wrong).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS', message: unknown.message });
		expect(unknown).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
	});

	it('names each field that is not valid', async () => {
		const failure = await readFailure(await login({ email: 'no address' }));
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		expect(failure.errors).toEqual({ email: [expect.any(String)], password: ['A value is needed.'] });
	});
});

describe('the access token', () => {
	it('is needed', async () => {
		expect(await readFailure(await started.request('/api/auth/me'))).toMatchObject({
			status: 401,
			code: 'AUTHENTICATION_REQUIRED',
		});
	});

	it('is refused when altered', async () => {
		const { token } = await started.signIn();
		const [header, claims, signature = ''] = token.split('.');
		const altered = `${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
		expect(await readFailure(await me(altered))).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
	});

	it('ends with its session', async () => {
		const { token, refreshToken } = await started.signIn();
		await started.request('/api/auth/logout', { method: 'POST', json: { refreshToken } });
		expect(await readFailure(await me(token))).toMatchObject({ status: 401, code: 'SESSION_REVOKED' });
		expect(await readFailure(await refresh(refreshToken))).toMatchObject({ status: 401, code: 'SESSION_REVOKED' });
	});

	it('ends after its time and not before', async () => {
		const { token } = await started.signIn();
		started.passTime(14 * 60);
		expect((await me(token)).status).toBe(200);
		started.passTime(61);
		expect(await readFailure(await me(token))).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED' });
	});
});

describe('refreshing', () => {
	it('gives a new pair that works', async () => {
		const { refreshToken, user } = await started.signIn();
		const pair = await readData<{ token: string; refreshToken: string }>(await refresh(refreshToken));
		expect(pair.refreshToken).not.toBe(refreshToken);
		expect(await readData(await me(pair.token))).toMatchObject({ user: { id: user.id } });
	});

	it('gives the same successor to everyone who shows the parent at once', async () => {
		const { refreshToken } = await started.signIn();
		const successors = await Promise.all(Array.from({ length: 20 }, () => refreshedToken(refreshToken)));
		expect(new Set(successors).size).toBe(1);
		expect(await refreshedToken(successors[0] ?? '')).toMatch(/^[\w-]{43}$/);
	});

	it('honours the parent for a few seconds, then takes it for stolen', async () => {
		const { refreshToken } = await started.signIn();
		const successor = await refreshedToken(refreshToken);
		started.passTime(9);
		expect(await refreshedToken(refreshToken)).toBe(successor);
		started.passTime(2);
		expect(await readFailure(await refresh(refreshToken))).toMatchObject({ status: 401, code: 'SESSION_REVOKED' });
		expect(await readFailure(await refresh(successor))).toMatchObject({ status: 401, code: 'SESSION_REVOKED' });
	});

	it('revokes the whole family when an older ancestor comes back, however soon', async () => {
		const { refreshToken, token } = await started.signIn();
		const newest = await refreshedToken(await refreshedToken(refreshToken));
		expect(await readFailure(await refresh(refreshToken))).toMatchObject({ code: 'SESSION_REVOKED' });
		expect(await readFailure(await refresh(newest))).toMatchObject({ code: 'SESSION_REVOKED' });
		expect(await readFailure(await me(token))).toMatchObject({ code: 'SESSION_REVOKED' });
	});

	it('leaves other sessions of the person alone', async () => {
		const other = await started.signIn();
		const { refreshToken } = await started.signIn();
		await refreshedToken(await refreshedToken(refreshToken));
		await refresh(refreshToken);
		expect((await me(other.token)).status).toBe(200);
	});

	it('ends a session that was not refreshed for a day', async () => {
		const { refreshToken } = await started.signIn();
		started.passTime(24 * 60 * 60 + 1);
		expect(await readFailure(await refresh(refreshToken))).toMatchObject({ status: 401, code: 'SESSION_EXPIRED' });
	});

	it('refuses what never was a token', async () => {
		expect(await readFailure(await refresh('made-up'))).toMatchObject({ status: 401, code: 'SESSION_EXPIRED' });
	});
});

describe('the refresh cookie', () => {
	const withCookie = async (headers: Record<string, string>) => {
		const [cookie = ''] = (await loginWithCookie()).split(';');
		return started.request('/api/auth/refresh', { method: 'POST', headers: { cookie, ...headers } });
	};

	it('refreshes without a body, also when the client names JSON', async () => {
		const response = await withCookie({ 'content-type': 'application/json' });
		expect(response.status).toBe(200);
		expect(cookieOf(response)).toContain('flotilla_refresh=');
	});

	it.each([
		['the origin we answer at', () => ({ origin: started.url })],
		['an allowed origin', () => ({ origin: 'http://localhost:3000' })],
		['the origin of a proxy before us', () => ({ origin: 'https://app.test', 'x-forwarded-host': 'app.test' })],
	])('serves pages of %s', async (_name, headers) => {
		expect((await withCookie(headers())).status).toBe(200);
	});

	it.each([
		['another origin', { origin: 'https://evil.test' }],
		['an opaque origin', { origin: 'null' }],
		['another site without an origin', { 'sec-fetch-site': 'cross-site' }],
	])('refuses pages of %s', async (_name, headers) => {
		expect(await readFailure(await withCookie(headers))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
	});

	it('is taken back by signing out, which answers the same without one', async () => {
		const [cookie = ''] = (await loginWithCookie()).split(';');
		const first = await started.request('/api/auth/logout', { method: 'POST', headers: { cookie } });
		expect(cookieOf(first)).toMatch(/^flotilla_refresh=; .*Expires=Thu, 01 Jan 1970/);
		expect(await readData(first)).toBeNull();
		const retry = await started.request('/api/auth/refresh', { method: 'POST', headers: { cookie } });
		expect(await readFailure(retry)).toMatchObject({ code: 'SESSION_REVOKED' });
		expect(await readData(await started.request('/api/auth/logout', { method: 'POST' }))).toBeNull();
	});
});
