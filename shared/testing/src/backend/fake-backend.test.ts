import {
	type Endpoint,
	endpoints,
	errorCatalogue,
	errorEnvelope,
	type FilesList,
	type StoredFile,
	type UsersList,
} from '@flotilla/contracts';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildComposition } from '../build/build-composition.ts';
import { buildFile } from '../build/build-file.ts';
import { buildUser } from '../build/build-user.ts';
import { fakePassword } from './auth-endpoints.ts';
import { createFakeBackend, type FakeBackendOptions } from './create-fake-backend.ts';
import { FakeFailure } from './failure.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const start = (options: FakeBackendOptions = {}) => {
	const { handlers, state } = createFakeBackend(options);
	server.use(...handlers);
	const call = async (method: string, path: string, { body, token, headers = {} }: CallOptions = {}) => {
		const response = await fetch(`http://flotilla.test/api${path}`, {
			method,
			headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
			...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
		});
		return {
			status: response.status,
			response,
			json: response.headers.get('content-type')?.includes('json') ? await response.json() : null,
		};
	};
	const signIn = async (email: string): Promise<string> =>
		(await call('POST', '/auth/login', { body: { email, password: fakePassword } })).json.data.token;
	return { state, call, signIn };
};

interface CallOptions {
	body?: unknown;
	token?: string;
	headers?: Record<string, string>;
}

const admin = buildUser({ role: 'admin', email: 'admin@flotilla.test' });
const member = buildUser({ role: 'member', email: 'member@flotilla.test', firstName: 'Håkon' });

it('has every endpoint of the contract', () => {
	const { handlers } = createFakeBackend();
	const rows = Object.values(endpoints).flatMap((group) => Object.values<Endpoint>(group));
	const missing = rows.filter(
		({ method, path }) => !handlers.some(({ info }) => info.header === `${method} */api${path}`),
	);
	expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
	expect(handlers).toHaveLength(rows.length);
});

describe('a session', () => {
	it('begins with a password, is renewed by the cookie, and ends', async () => {
		const { call, signIn, state } = start({ users: [admin] });
		expect((await call('POST', '/auth/refresh')).json).toMatchObject({ code: 'SESSION_EXPIRED', success: false });
		const wrong = await call('POST', '/auth/login', { body: { email: admin.email, password: 'wrong' } });
		expect([wrong.status, wrong.json.code]).toEqual([401, 'INVALID_CREDENTIALS']);
		const token = await signIn(admin.email);
		expect((await call('GET', '/auth/me', { token })).json.data.user).toMatchObject({ id: admin.id, version: 1 });
		state.expireTokens();
		expect((await call('GET', '/auth/me', { token })).json.code).toBe('TOKEN_EXPIRED');
		expect((await call('POST', '/auth/refresh')).status).toBe(200);
		await call('POST', '/auth/logout');
		expect((await call('POST', '/auth/refresh')).status).toBe(401);
		expect(state.refreshCount).toBe(3);
	});

	it('is what the contract asks for, and its absence is told in an envelope', async () => {
		const { call } = start();
		const { status, json } = await call('GET', '/users');
		expect(status).toBe(401);
		expect(errorEnvelope.safeParse(json).success).toBe(true);
		expect(json.message).toBe(errorCatalogue.AUTHENTICATION_REQUIRED.message);
	});
});

describe('an account', () => {
	const person = { firstName: 'Nova', lastName: 'Person', email: 'nova@flotilla.test', acceptTerms: true };
	const body = { ...person, password: fakePassword, confirmPassword: fakePassword };

	it('is made by the link of a mail, which works once', async () => {
		const { call, signIn, state } = start({ users: [admin] });
		expect((await call('POST', '/auth/register', { body })).status).toBe(202);
		expect(state.users).toHaveLength(1);
		const token = state.mails[0]?.token;
		expect((await call('POST', '/auth/verify-email', { body: { token } })).json.data.email).toBe(person.email);
		expect(await signIn(person.email)).toMatch(/^fake-token/);
		expect((await call('POST', '/auth/verify-email', { body: { token } })).json.code).toBe('LINK_USED');
	});

	it('that exists is not told from one that does not', async () => {
		const { call, state } = start({ users: [admin] });
		for (const email of [admin.email, 'nobody@flotilla.test']) {
			expect((await call('POST', '/auth/register', { body: { ...body, email } })).status).toBe(202);
			expect((await call('POST', '/auth/forgot-password', { body: { email } })).status).toBe(202);
		}
		expect(state.mails.map(({ to, purpose }) => `${purpose} ${to}`)).toEqual([
			`reset-password ${admin.email}`,
			`reset-password ${admin.email}`,
			'verify-email nobody@flotilla.test',
			'verify-email nobody@flotilla.test',
		]);
	});
});

describe('users', () => {
	it('are sorted, searched without accents and paged', async () => {
		const { call, signIn } = start({ users: [admin, member, buildUser({ firstName: 'Zoë', lastName: 'Aa' })] });
		const token = await signIn(admin.email);
		const list = async (query: string): Promise<UsersList> =>
			(await call('GET', `/users?${query}`, { token })).json.data;
		expect((await list('search=HAKON')).users).toEqual([member]);
		expect((await list('limit=1&page=3')).pagination).toEqual({ page: 3, limit: 1, total: 3, totalPages: 3 });
		expect((await list('sortBy=name')).users[0]?.firstName).toBe('Zoë');
		expect((await call('GET', '/users?limit=1000', { token })).json).toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { limit: [expect.any(String)] },
		});
	});

	it('are changed with a version, an event, and by those who may', async () => {
		const { call, signIn, state } = start({ users: [admin, member] });
		const events: unknown[] = [];
		state.onEvent((event) => events.push(event));
		const token = await signIn(member.email);
		const patch = (id: string, body: unknown, headers = {}) => call('PATCH', `/users/${id}`, { token, body, headers });
		expect((await patch(admin.id, { firstName: 'No' })).json.code).toBe('FORBIDDEN');
		expect((await patch(member.id, { role: 'admin' })).json.code).toBe('FORBIDDEN');
		expect((await patch(member.id, { nickname: 'x' })).json.code).toBe('VALIDATION_FAILED');
		expect((await patch(member.id, { firstName: 'Hal' }, { 'if-match': '"7"' })).json.code).toBe('VERSION_CONFLICT');
		expect((await patch(member.id, { firstName: 'Hal' }, { 'if-match': '"1"' })).json.data).toMatchObject({
			firstName: 'Hal',
			version: 2,
		});
		expect(events).toEqual([{ name: 'users:updated', payload: { user: state.users[1] } }]);
		expect(
			(await call('PATCH', `/users/${admin.id}`, { token: await signIn(admin.email), body: { role: 'viewer' } })).json
				.code,
		).toBe('LAST_ADMIN');
	});
});

describe('users, as administrators manage them', () => {
	it('are created, changed together, walked by cursor and deleted with their files', async () => {
		const file = buildFile({ ownerId: member.id });
		const { call, signIn, state } = start({ users: [admin, member], files: [file] });
		const events: string[] = [];
		state.onEvent(({ name }) => events.push(name));
		const token = await signIn(admin.email);
		const body = { email: 'new@flotilla.test', firstName: 'New', lastName: 'Person' };
		const created = (await call('POST', '/users', { token, body })).json.data;
		expect(created).toMatchObject({ ...body, role: 'member', status: 'active' });
		expect((await call('POST', '/users', { token, body })).json.code).toBe('EMAIL_TAKEN');
		const userIds = [created.id, member.id];
		const bulk = (method: string, more: object) => call(method, '/users/bulk', { token, body: { userIds, ...more } });
		expect((await bulk('PATCH', { updates: { role: 'viewer' } })).json.data).toHaveLength(2);
		expect((await call('PATCH', `/users/${admin.id}/role`, { token, body: { role: 'viewer' } })).json.code).toBe(
			'LAST_ADMIN',
		);
		expect((await bulk('DELETE', { userIds: [admin.id, member.id] })).json).toMatchObject({
			code: 'BULK_REFUSED',
			errors: { [admin.id]: [expect.any(String)] },
		});
		const first = (await call('GET', '/users?limit=2&cursor=', { token })).json.data;
		const second = (await call('GET', `/users?limit=2&cursor=${first.cursors.next}`, { token })).json.data;
		expect([...first.users, ...second.users]).toHaveLength(3);
		expect(second.cursors.next).toBeNull();
		expect((await call('DELETE', `/users/${admin.id}`, { token })).json.code).toBe('CANNOT_DELETE_SELF');
		await call('DELETE', `/users/${created.id}`, { token });
		await bulk('DELETE', { userIds: [member.id] });
		expect(state.users.map(({ id }) => id)).toEqual([admin.id]);
		expect(state.files).toEqual([]);
		expect(events).toEqual([
			'users:created',
			'users:updated',
			'users:updated',
			'users:deleted',
			'files:deleted',
			'users:deleted',
		]);
	});

	it('come in by a file that others went out by', async () => {
		const { call, signIn, state } = start({ users: [admin, member] });
		const token = await signIn(admin.email);
		const { response } = await call('GET', '/users/export?role=member', { token });
		const text = await response.text();
		expect(text.split('\r\n')[1]).toContain(`,${member.email},Håkon,`);
		const send = async (content: string, query: string) => {
			const body = new FormData();
			body.append('file', new File([content], 'people.csv', { type: 'text/csv' }));
			return (await call('POST', `/users/import${query}`, { token, body })).json;
		};
		expect((await send(text, '')).data).toMatchObject({ failed: 1, errors: [{ row: 2, code: 'EMAIL_TAKEN' }] });
		const changed = text.replace('Håkon', '"Hå, kon"');
		expect((await send(changed, '?onExisting=update')).data).toMatchObject({ updated: 1, failed: 0 });
		expect(state.users[1]?.firstName).toBe('Hå, kon');
		expect((await send('x', '')).code).toBe('CSV_INVALID');
	});
});

describe('files', () => {
	it('go up, are listed newest first, come down and go', async () => {
		const { call, signIn, state } = start({ users: [admin, member], files: [buildFile({ ownerId: admin.id })] });
		const token = await signIn(member.email);
		const body = new FormData();
		body.append('file', new File(['hello'], 'hello.txt', { type: 'text/plain' }));
		const stored: StoredFile = (await call('POST', '/files/upload', { token, body })).json.data;
		expect(stored).toMatchObject({ originalName: 'hello.txt', size: 5, ownerId: member.id });
		const { files }: FilesList = (await call('GET', '/files', { token })).json.data;
		expect(files).toEqual([stored]);
		const content = await fetch(new URL(stored.url, 'http://flotilla.test'));
		expect(await content.text()).toBe('hello');
		expect((await call('GET', `/files/${state.files[0]?.id}`, { token })).json.code).toBe('FILE_NOT_FOUND');
		expect((await call('DELETE', `/files/${stored.id}`, { token })).json).toMatchObject({ data: null, success: true });
		expect(state.files).toHaveLength(1);
	});

	it('go up together or not at all, get names, are cut into slices, counted, and go together', async () => {
		const { call, signIn, state } = start({ users: [member], files: [] });
		const token = await signIn(member.email);
		const form = (...types: string[]) => {
			const body = new FormData();
			for (const type of types) body.append('files', new File(['hello'], 'hello', { type }));
			return body;
		};
		const path = '/files/upload-multiple';
		expect((await call('POST', path, { token, body: form('text/plain', 'text/html') })).json.code).toBe(
			'FILE_TYPE_NOT_ALLOWED',
		);
		expect(state.files).toEqual([]);
		const answer = await call('POST', path, { token, body: form('text/plain', 'image/png', 'audio/mpeg') });
		const stored: StoredFile[] = answer.json.data;
		const [first] = stored;
		const renamed = await call('PATCH', `/files/${first?.id}`, { token, body: { filename: 'a' } });
		expect(renamed.json.data).toMatchObject({ filename: 'a', version: 2 });
		const slice = (await call('GET', '/files?cursor=&limit=2&sortBy=name&sortOrder=asc', { token })).json.data;
		expect(slice).toMatchObject({
			files: [{ filename: 'a' }, { filename: 'hello' }],
			cursors: { next: expect.any(String), previous: null },
		});
		const usage = (await call('GET', '/files/usage', { token })).json.data;
		expect(usage).toMatchObject({ used: 15, count: 3, byType: expect.any(Array) });
		expect(usage.byType).toContainEqual({ type: 'audio', files: 1, bytes: 5 });
		expect(usage.byType).toContainEqual({ type: 'video', files: 0, bytes: 0 });
		const removed = await call('DELETE', '/files/bulk', { token, body: { ids: stored.map(({ id }) => id) } });
		expect(removed.json.data).toBeNull();
		expect(state.files).toEqual([]);
	});

	it('of a type that is not allowed are refused', async () => {
		const { call, signIn } = start({ users: [admin] });
		const body = new FormData();
		body.append('file', new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }));
		expect((await call('POST', '/files/upload', { token: await signIn(admin.email), body })).json.code).toBe(
			'FILE_TYPE_NOT_ALLOWED',
		);
	});
});

it('fails when it is told to, once', async () => {
	const { call, signIn, state } = start({ users: [admin] });
	const token = await signIn(admin.email);
	state.failNext('GET /users', new FakeFailure('RATE_LIMITED', { retryAfter: 3 }));
	state.failNext('GET /users', 'network');
	const limited = await call('GET', '/users', { token });
	expect([limited.status, limited.response.headers.get('retry-after')]).toEqual([429, '3']);
	await expect(call('GET', '/users', { token })).rejects.toThrow(TypeError);
	expect((await call('GET', '/users', { token })).status).toBe(200);
});

it('builds compositions whose manifests are complete', () => {
	const { remotes } = buildComposition();
	expect(remotes.map(({ manifest }) => [manifest.name, manifest.access, manifest.navigation])).toEqual([
		['auth', 'public', []],
		['users', 'signed-in', []],
		['files', 'signed-in', []],
	]);
});
