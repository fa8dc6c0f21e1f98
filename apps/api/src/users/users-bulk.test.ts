import { randomUUID } from 'node:crypto';
import type { Role, User, UsersList } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson as createPersonOf } from '../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
let admin: User;
beforeAll(async () => {
	started = await startApi();
	({ token, user: admin } = await started.signIn());
});
afterAll(() => started.stop());

const createPerson = (role: Role) => createPersonOf(started, token, role);
const bulk = (method: 'PATCH' | 'DELETE', json: unknown, as = token) =>
	started.request('/api/users/bulk', { method, token: as, json });
const read = (id: string) => started.request(`/api/users/${id}`, { token });
const position = async () =>
	(await started.api.database.selectFrom('event_stream').select('last_offset').executeTakeFirstOrThrow()).last_offset;
const typesSince = async (offset: number) =>
	(
		await started.api.database
			.selectFrom('events')
			.select('type')
			.where('offset', '>', offset)
			.orderBy('offset')
			.execute()
	).map(({ type }) => type);
const createSome = async (count: number): Promise<User[]> => {
	const created: User[] = [];
	for (let index = 0; index < count; index += 1) {
		const json = { email: `${randomUUID()}@flotilla.test`, firstName: 'Some', lastName: `Body ${index}` };
		created.push(await readData<User>(await started.request('/api/users', { method: 'POST', token, json })));
	}
	return created;
};
const idsOf = (users: readonly User[]) => users.map(({ id }) => id);

describe('a bulk update', () => {
	it('changes everybody named and answers them in that order; who is so already stays as they are', async () => {
		const people = await createSome(4);
		const [first] = people as [User];
		await readData(await bulk('PATCH', { userIds: [first.id], updates: { role: 'viewer' } }));
		const before = await position();
		const userIds = [...idsOf(people).reverse(), first.id];
		const answer = await readData<User[]>(await bulk('PATCH', { userIds, updates: { role: 'viewer' } }));
		expect(idsOf(answer)).toEqual(idsOf(people).reverse());
		for (const user of answer) expect(user).toMatchObject({ role: 'viewer', version: 2 });
		expect(await typesSince(before)).toEqual(Array.from({ length: 3 }, () => 'users:updated'));
	});

	it('changes nobody when one cannot be changed, and says who', async () => {
		const people = await createSome(2);
		const unknown = randomUUID();
		const before = await position();
		const userIds = [...idsOf(people), unknown];
		const failure = await readFailure(await bulk('PATCH', { userIds, updates: { lastName: 'Changed' } }));
		expect(failure).toMatchObject({ status: 409, code: 'BULK_REFUSED' });
		expect(Object.keys(failure.errors ?? {})).toEqual([unknown]);
		for (const user of people) expect(await readData(await read(user.id))).toEqual(user);
		expect(await typesSince(before)).toEqual([]);
	});

	it('takes a thousand people at once, and no more', async () => {
		const { users } = await readData<UsersList>(await started.request('/api/users?limit=100&role=member', { token }));
		const ids = idsOf(users);
		const thousand = Array.from({ length: 1000 }, (_, index) => ids[index % ids.length]);
		expect((await bulk('PATCH', { userIds: thousand, updates: { status: 'active' } })).status).toBe(200);
		for (const userIds of [[...thousand, ids[0]], [], ['17'], 'all', undefined]) {
			const failure = await readFailure(await bulk('PATCH', { userIds, updates: { status: 'active' } }));
			expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		}
	});

	it.each([{}, { email: 'x@flotilla.test' }, { role: 'king' }, { firstName: '' }, { nickname: 'x' }, null, undefined])(
		'refuses the updates %j',
		async (updates) => {
			expect(await readFailure(await bulk('PATCH', { userIds: [admin.id], updates }))).toMatchObject({
				status: 422,
				code: 'VALIDATION_FAILED',
			});
		},
	);

	it('signs out who becomes inactive', async () => {
		const people = [await createPerson('member'), await createPerson('viewer')];
		await readData(
			await bulk('PATCH', { userIds: people.map(({ user }) => user.id), updates: { status: 'inactive' } }),
		);
		for (const person of people) {
			expect(await readFailure(await started.request('/api/auth/me', { token: person.token }))).toMatchObject({
				status: 401,
			});
		}
	});

	it('gives nobody more than they may', async () => {
		const manager = await createPerson('manager');
		const anAdmin = await createPerson('admin');
		const [someone] = (await createSome(1)) as [User];
		const as = (json: unknown) => bulk('PATCH', json, manager.token);
		expect((await as({ userIds: [someone.id], updates: { lastName: 'Changed' } })).status).toBe(200);
		expect((await as({ userIds: [someone.id], updates: { role: 'viewer' } })).status).toBe(403);
		const failure = await readFailure(
			await as({ userIds: [someone.id, anAdmin.user.id], updates: { status: 'inactive' } }),
		);
		expect(failure.code).toBe('BULK_REFUSED');
		expect(Object.keys(failure.errors ?? {})).toEqual([anAdmin.user.id]);
		const member = await createPerson('member');
		expect((await bulk('PATCH', { userIds: [member.user.id], updates: { firstName: 'X' } }, member.token)).status).toBe(
			403,
		);
	});
});

describe('a bulk deletion', () => {
	it('removes everybody named, with one event each', async () => {
		const people = await createSome(3);
		const before = await position();
		expect(await readData(await bulk('DELETE', { userIds: [...idsOf(people), ...idsOf(people)] }))).toBeNull();
		expect(await typesSince(before)).toEqual(Array.from({ length: 3 }, () => 'users:deleted'));
		for (const { id } of people) expect((await read(id)).status).toBe(404);
	});

	it('removes nobody when one cannot be removed, and says who', async () => {
		const people = await createSome(2);
		const unknown = randomUUID();
		const failure = await readFailure(await bulk('DELETE', { userIds: [...idsOf(people), admin.id, unknown] }));
		expect(failure).toMatchObject({ status: 409, code: 'BULK_REFUSED' });
		expect(Object.keys(failure.errors ?? {}).sort()).toEqual([admin.id, unknown].sort());
		for (const { id } of people) expect((await read(id)).status).toBe(200);
	});

	it('ends sessions, and is for administrators', async () => {
		const person = await createPerson('member');
		const manager = await createPerson('manager');
		expect((await bulk('DELETE', { userIds: [person.user.id] }, manager.token)).status).toBe(403);
		await readData(await bulk('DELETE', { userIds: [person.user.id] }));
		const me = await started.request('/api/auth/me', { token: person.token });
		expect(await readFailure(me)).toMatchObject({ code: 'SESSION_REVOKED' });
	});

	it.each([[], ['17'], Array.from({ length: 1001 }, () => randomUUID())])('refuses %j', async (...userIds) => {
		expect(await readFailure(await bulk('DELETE', { userIds }))).toMatchObject({
			status: 422,
			code: 'VALIDATION_FAILED',
		});
	});
});

it('leaves one administrator, whatever many do at once', async () => {
	const admins = [await createPerson('admin'), await createPerson('admin'), await createPerson('admin')];
	const { users } = await readData<UsersList>(
		await started.request('/api/users?role=admin&status=active&limit=100', { token }),
	);
	const everybody = await readFailure(await bulk('PATCH', { userIds: idsOf(users), updates: { role: 'member' } }));
	expect(everybody.code).toBe('BULK_REFUSED');
	expect(Object.keys(everybody.errors ?? {})).toHaveLength(1);

	const attempts = admins.map((attacker) =>
		bulk(
			'PATCH',
			{ userIds: idsOf(users.filter(({ id }) => id !== attacker.user.id)), updates: { status: 'inactive' } },
			attacker.token,
		),
	);
	const statuses = (await Promise.all(attempts)).map(({ status }) => status);
	expect(statuses).toContain(200);
	const left = await started.api.database
		.selectFrom('users')
		.select('id')
		.where('role', '=', 'admin')
		.where('status', '=', 'active')
		.execute();
	expect(left.length).toBe(1);
});
