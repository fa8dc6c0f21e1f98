import { randomUUID } from 'node:crypto';
import type { AuditList, Role, User, UsersList } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson as createPersonOf } from '../testing/create-person.ts';
import { linkToken, readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
let admin: User;
beforeAll(async () => {
	started = await startApi();
	({ token, user: admin } = await started.signIn());
});
afterAll(() => started.stop());

const createPerson = (role: Role) => createPersonOf(started, token, role);
const send = (method: string, path: string, json?: unknown, options: { token?: string; ifMatch?: string } = {}) =>
	started.request(`/api/users${path}`, {
		method,
		token: options.token ?? token,
		...(json === undefined ? {} : { json }),
		headers: options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch },
	});
const newcomer = () => ({ email: `${randomUUID()}@flotilla.test`, firstName: 'New', lastName: 'Comer' });
const eventsSince = async (offset: number) =>
	(
		await started.api.database.selectFrom('events').selectAll().where('offset', '>', offset).orderBy('offset').execute()
	).map(({ type, payload }) => ({ type, payload }));
const position = async () =>
	(await started.api.database.selectFrom('event_stream').select('last_offset').executeTakeFirstOrThrow()).last_offset;
const auditOf = async (id: string) =>
	(await readData<AuditList>(await started.request(`/api/audit?subjectId=${id}`, { token }))).entries.map(
		({ action, actorId, details }) => ({ action, actorId, details }),
	);

describe('creating a user', () => {
	it('answers 201 with the account, its address and its version, and tells of it', async () => {
		const before = await position();
		const response = await send('POST', '', { ...newcomer(), firstName: ' Grace ' });
		expect(response.status).toBe(201);
		const user = await readData<User>(response);
		expect(user).toMatchObject({ firstName: 'Grace', role: 'member', status: 'active', version: 1 });
		expect(user).toMatchObject({ emailVerified: false, lastSignInAt: null });
		expect(response.headers.get('location')).toBe(`/api/users/${user.id}`);
		expect(response.headers.get('etag')).toBe('"1"');
		expect(await eventsSince(before)).toEqual([{ type: 'users:created', payload: { user } }]);
		const details = { email: user.email, role: 'member' };
		expect(await auditOf(user.id)).toEqual([{ action: 'users:created', actorId: admin.id, details }]);
	});

	it('gives no password: nobody can sign in until the person sets one by the link of the mail', async () => {
		const { email } = await readData<User>(await send('POST', '', newcomer()));
		const password = 'a password of my own';
		for (const guess of ['', 'x', 'undefined', password]) {
			const login = await started.request('/api/auth/login', { method: 'POST', json: { email, password: guess } });
			expect([401, 422]).toContain(login.status);
		}
		const [mail] = await started.mailsTo(email);
		const json = { token: linkToken(mail), password, confirmPassword: password };
		await readData(await started.request('/api/auth/reset-password', { method: 'POST', json }));
		expect((await started.signIn(email, password)).user).toMatchObject({ email, emailVerified: true });
	});

	it('sends no mail to who may not sign in, and none for an account that was not made', async () => {
		const { email } = await readData<User>(await send('POST', '', { ...newcomer(), status: 'inactive' }));
		expect(await started.mailsTo(email)).toEqual([]);
		const person = newcomer();
		await Promise.all([send('POST', '', person), send('POST', '', person)]);
		expect(await started.mailsTo(person.email)).toHaveLength(1);
	});

	it('refuses an address that is taken, also to one of two at once', async () => {
		const person = newcomer();
		const answers = await Promise.all([send('POST', '', person), send('POST', '', person)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		expect(await readFailure(await send('POST', '', { ...person, email: person.email.toUpperCase() }))).toMatchObject({
			status: 409,
			code: 'EMAIL_TAKEN',
		});
	});

	it.each([
		['no address', { firstName: 'A', lastName: 'B' }, 'email'],
		['an address that is none', { ...newcomer(), email: 'x' }, 'email'],
		['an empty name', { ...newcomer(), firstName: ' ' }, 'firstName'],
		['a long name', { ...newcomer(), lastName: 'x'.repeat(101) }, 'lastName'],
		['an unknown role', { ...newcomer(), role: 'king' }, 'role'],
		['a password', { ...newcomer(), password: 'a long enough password' }, 'password'],
	])('refuses %s', async (_name, body, field) => {
		const failure = await readFailure(await send('POST', '', body));
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		expect(Object.keys(failure.errors ?? {})).toEqual([field]);
	});

	it.each([
		['admin', { member: 201, viewer: 201, manager: 201, admin: 201 }],
		['manager', { member: 201, viewer: 201, manager: 403, admin: 403 }],
		['member', { member: 403, viewer: 403, manager: 403, admin: 403 }],
		['viewer', { member: 403, viewer: 403, manager: 403, admin: 403 }],
	] as const)('gives as %s only the roles that one may give', async (role, expected) => {
		const person = await createPerson(role);
		const statuses: Record<string, number> = {};
		for (const given of Object.keys(expected)) {
			statuses[given] = (await send('POST', '', { ...newcomer(), role: given }, { token: person.token })).status;
		}
		expect(statuses).toEqual(expected);
	});
});

describe('a status and a role', () => {
	it('are changed at addresses of their own, with a version, an event and a trace', async () => {
		const { user, token: own } = await createPerson('member');
		const before = await position();
		const manager = await readData<User>(await send('PATCH', `/${user.id}/role`, { role: 'manager' }));
		expect(manager).toMatchObject({ role: 'manager', version: 2 });
		const late = await send('PATCH', `/${user.id}/status`, { status: 'inactive' }, { ifMatch: '"1"' });
		expect(late.headers.get('etag')).toBe('"2"');
		expect(await readFailure(late)).toMatchObject({ status: 412, code: 'VERSION_CONFLICT' });
		const changed = await send('PATCH', `/${user.id}/status`, { status: 'inactive' }, { ifMatch: '"1", "2"' });
		expect(changed.headers.get('etag')).toBe('"3"');
		expect((await eventsSince(before)).map(({ type }) => type)).toEqual([
			'users:updated',
			'users:updated',
			'sessions:ended',
		]);
		expect(await readFailure(await started.request('/api/auth/me', { token: own }))).toMatchObject({
			code: 'SESSION_REVOKED',
		});
		expect((await auditOf(user.id)).slice(0, 2)).toEqual([
			{ action: 'users:status-changed', actorId: admin.id, details: { from: 'active', to: 'inactive' } },
			{ action: 'users:role-changed', actorId: admin.id, details: { from: 'member', to: 'manager' } },
		]);
	});

	it('are not for everybody to change', async () => {
		const { user } = await createPerson('member');
		const anAdmin = await createPerson('admin');
		const manager = await createPerson('manager');
		const as = { token: manager.token };
		expect((await send('PATCH', `/${user.id}/status`, { status: 'inactive' }, as)).status).toBe(200);
		expect((await send('PATCH', `/${anAdmin.user.id}/status`, { status: 'inactive' }, as)).status).toBe(403);
		expect((await send('PATCH', `/${user.id}/role`, { role: 'viewer' }, as)).status).toBe(403);
		const member = await createPerson('member');
		const self = `/${member.user.id}/status`;
		expect((await send('PATCH', self, { status: 'inactive' }, { token: member.token })).status).toBe(403);
	});

	it.each([
		['/status', {}],
		['/status', { status: 'asleep' }],
		['/status', { status: 'active', role: 'admin' }],
		['/role', { role: null }],
		['/role', []],
	])('refuse at %s %j', async (path, body) => {
		expect(await readFailure(await send('PATCH', `/${admin.id}${path}`, body))).toMatchObject({
			status: 422,
			code: 'VALIDATION_FAILED',
		});
	});

	it('are not found for an unknown person', async () => {
		for (const [path, body] of [
			['status', { status: 'active' }],
			['role', { role: 'member' }],
		] as const) {
			expect(await readFailure(await send('PATCH', `/${randomUUID()}/${path}`, body))).toMatchObject({ status: 404 });
		}
	});
});

describe('deleting a user', () => {
	it('removes them with their sessions and files, and tells of each', async () => {
		const { user, token: own } = await createPerson('member');
		const body = new FormData();
		body.append('file', new File(['a text'], 'a.txt', { type: 'text/plain' }));
		const file = await readData<{ id: string }>(
			await started.request('/api/files/upload', { method: 'POST', token: own, body }),
		);
		const before = await position();
		const response = await send('DELETE', `/${user.id}`, undefined, { ifMatch: '"1"' });
		expect(await readData(response)).toBeNull();
		const [{ payload: ended } = { payload: null }, ...others] = await eventsSince(before);
		expect(ended).toEqual({ sessionIds: [expect.any(String)] });
		expect(others).toEqual([
			{ type: 'files:deleted', payload: { id: file.id, ownerId: user.id } },
			{ type: 'users:deleted', payload: { id: user.id } },
		]);
		expect(await readFailure(await send('GET', `/${user.id}`))).toMatchObject({ code: 'USER_NOT_FOUND' });
		expect(await readFailure(await started.request('/api/auth/me', { token: own }))).toMatchObject({
			code: 'SESSION_REVOKED',
		});
		expect(await readFailure(await started.request(`/api/files/${file.id}`, { token }))).toMatchObject({ status: 404 });
		expect((await auditOf(user.id))[0]).toMatchObject({ action: 'users:deleted', details: { email: user.email } });
		expect(await readFailure(await send('DELETE', `/${user.id}`))).toMatchObject({ code: 'USER_NOT_FOUND' });
	});

	it('refuses who has seen an older version, and oneself', async () => {
		const { user } = await createPerson('member');
		await readData(await send('PATCH', `/${user.id}`, { firstName: 'Newer' }));
		expect(await readFailure(await send('DELETE', `/${user.id}`, undefined, { ifMatch: '"1"' }))).toMatchObject({
			status: 412,
			code: 'VERSION_CONFLICT',
		});
		expect(await readFailure(await send('DELETE', `/${admin.id}`))).toMatchObject({
			status: 409,
			code: 'CANNOT_DELETE_SELF',
		});
		expect((await send('GET', `/${user.id}`)).status).toBe(200);
	});

	it('is for administrators', async () => {
		const { user } = await createPerson('member');
		for (const role of ['manager', 'member', 'viewer'] as const) {
			const person = await createPerson(role);
			expect((await send('DELETE', `/${user.id}`, undefined, { token: person.token })).status).toBe(403);
		}
	});

	it('leaves one administrator, when two delete each other at once too', async () => {
		const { users } = await readData<UsersList>(await send('GET', '?role=admin&limit=100'));
		for (const { id } of users) if (id !== admin.id) await readData(await send('DELETE', `/${id}`));
		for (let round = 0; round < 3; round += 1) {
			const second = await createPerson('admin');
			const deletions = [
				send('DELETE', `/${second.user.id}`),
				send('PATCH', `/${admin.id}/role`, { role: 'manager' }, { token: second.token }),
			];
			const statuses = (await Promise.all(deletions)).map(({ status }) => status);
			const left = await started.api.database
				.selectFrom('users')
				.select('id')
				.where('role', '=', 'admin')
				.where('status', '=', 'active')
				.execute();
			expect(left.length).toBeGreaterThan(0);
			expect(statuses.filter((status) => status === 200)).toHaveLength(1);
			if (statuses[1] !== 200) continue;
			await readData(await send('PATCH', `/${admin.id}/role`, { role: 'admin' }, { token: second.token }));
			await readData(await send('DELETE', `/${second.user.id}`));
		}
	});
});
