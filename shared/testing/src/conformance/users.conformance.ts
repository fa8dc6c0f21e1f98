import { endpoints, type User } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { uniqueWord } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';

const { users, audit } = endpoints;

export const describeUsers = (getWorld: GetWorld): void => {
	/** People whose last names begin with a word of their own. */
	const createGroup = async (names: readonly string[]) => {
		const { call, administrator } = getWorld();
		const { token } = await administrator();
		const word = uniqueWord();
		const made: User[] = [];
		for (const firstName of names) {
			const body = { email: `${crypto.randomUUID()}@flotilla.test`, firstName, lastName: word };
			made.push((await call(users.create, { token, body })).data);
		}
		const list = async (query: Record<string, string> = {}) =>
			(await call(users.list, { token, query: { search: word, ...query } })).data;
		const firstNames = async (query: Record<string, string> = {}) =>
			(await list(query)).users.map(({ firstName }) => firstName);
		return { word, token, made, list, firstNames };
	};

	describe('people', () => {
		it('keep the id that a client chose for them, which nobody else can have', async () => {
			const { call, administrator } = getWorld();
			const { token } = await administrator();
			const chosen = crypto.randomUUID();
			const bodyOf = (id: string) => ({
				id,
				email: `${crypto.randomUUID()}@flotilla.test`,
				firstName: 'A',
				lastName: 'B',
			});
			expect((await call(users.create, { token, body: bodyOf(chosen) })).data).toMatchObject({
				id: chosen,
				version: 1,
			});
			expect((await call(users.create, { token, body: bodyOf(chosen) })).code).toBe('USER_EXISTS');
			expect((await call(users.create, { token, body: bodyOf('not a uuid') })).code).toBe('VALIDATION_FAILED');
		});

		it('are found by words of their names, whatever their case and accents', async () => {
			const { word, firstNames } = await createGroup(['Håkon', 'Zoë', 'Ada']);
			expect(await firstNames({ search: `${word.toUpperCase()} hakon` })).toEqual(['Håkon']);
			expect(await firstNames({ search: `zoe ${word}` })).toEqual(['Zoë']);
			expect(await firstNames({ search: `${word} nobody` })).toEqual([]);
		});

		it('are ordered by name without case and accents, either way', async () => {
			const { firstNames } = await createGroup(['ärmel', 'Zoë', 'Ada', 'bea', 'Émile']);
			const upwards = ['Ada', 'ärmel', 'bea', 'Émile', 'Zoë'];
			expect(await firstNames()).toEqual(upwards);
			expect(await firstNames({ sortBy: 'name', sortOrder: 'desc' })).toEqual(upwards.toReversed());
			expect(await firstNames({ sortBy: 'createdAt' })).toEqual(['ärmel', 'Zoë', 'Ada', 'bea', 'Émile']);
		});

		it('come a page at a time, with their number', async () => {
			const { list, firstNames } = await createGroup(['A', 'B', 'C', 'D', 'E']);
			const second = await list({ page: '2', limit: '2' });
			expect(second).toMatchObject({
				users: [{ firstName: 'C' }, { firstName: 'D' }],
				pagination: { page: 2, limit: 2, total: 5, totalPages: 3 },
			});
			expect(await firstNames({ page: '9' })).toEqual([]);
		});

		it('come a slice at a time, each once, though others come and go', async () => {
			const { call } = getWorld();
			const { list, made, token, word } = await createGroup(['B', 'C', 'D', 'E']);
			const slice = async (cursor: string) => {
				const { users: rows, ...rest } = await list({ cursor, limit: '2' });
				if (!('cursors' in rest)) throw new Error('A slice has cursors.');
				return { names: rows.map(({ firstName }) => firstName), ...rest.cursors };
			};
			const first = await slice('');
			expect([first.names, first.previous]).toEqual([['B', 'C'], null]);
			const body = { email: `${crypto.randomUUID()}@flotilla.test`, firstName: 'A', lastName: word };
			await call(users.create, { token, body });
			await call(users.remove, { token, params: { id: made[1]?.id ?? '' } });
			const second = await slice(first.next ?? '');
			expect([second.names, second.next]).toEqual([['D', 'E'], null]);
			expect((await slice(second.previous ?? '')).names).toEqual(['A', 'B']);
			const other = await call(users.list, { token, query: { cursor: first.next ?? '', sortBy: 'email' } });
			expect(other.code).toBe('CURSOR_INVALID');
		});

		it('are narrowed by role and status', async () => {
			const { call } = getWorld();
			const { made, token, firstNames } = await createGroup(['A', 'B', 'C']);
			const [a, b] = made;
			await call(users.updateRole, { token, params: { id: a?.id ?? '' }, body: { role: 'viewer' } });
			await call(users.updateStatus, { token, params: { id: b?.id ?? '' }, body: { status: 'inactive' } });
			expect(await firstNames({ role: 'viewer' })).toEqual(['A']);
			expect(await firstNames({ status: 'inactive' })).toEqual(['B']);
			expect(await firstNames({ role: 'member', status: 'active' })).toEqual(['C']);
		});

		it('are not listed by what is no list', async () => {
			const { call, administrator } = getWorld();
			const { token } = await administrator();
			for (const query of [{ limit: '1000' }, { page: '0' }, { sortBy: 'shoes' }, { role: 'captain' }]) {
				const answer = await call(users.list, { token, query });
				expect([answer.code, answer.blamed]).toEqual(['VALIDATION_FAILED', Object.keys(query)]);
			}
			expect((await call(users.list, { token, query: { cursor: 'nonsense' } })).code).toBe('CURSOR_INVALID');
		});
	});

	describe('a person', () => {
		it('is changed under its version, and the change is told', async () => {
			const { call, target, createPerson } = getWorld();
			const { user, token } = await createPerson();
			const socket = await followEvents(target, token, [`users:${user.id}`]);
			const update = (firstName: string, headers = {}) =>
				call(users.update, { token, params: { id: user.id }, body: { firstName }, headers });
			const read = await call(users.read, { token, params: { id: user.id } });
			expect(read.headers.get('etag')).toBe(`"${read.data.version}"`);
			const etag = { 'if-match': read.headers.get('etag') ?? '' };
			const changed = await update('Grace', etag);
			expect(changed.data).toMatchObject({ firstName: 'Grace', version: read.data.version + 1 });
			expect(changed.headers.get('etag')).toBe(`"${changed.data.version}"`);
			expect((await socket.next('users:updated')).payload).toEqual({ user: changed.data });
			expect((await update('Ada', etag)).code).toBe('VERSION_CONFLICT');
			const same = await update('Grace');
			expect(same.data).toEqual(changed.data);
			socket.close();
		});

		it('is not changed into what it cannot be', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { user, token } = await createPerson();
			const other = await createPerson();
			const root = await administrator();
			const update = (body: unknown, by = root.token, id = user.id) =>
				call(users.update, { token: by, params: { id }, body });
			const misspelt = await update({ nickname: 'x' });
			expect(misspelt.code).toBe('VALIDATION_FAILED');
			expect((await update({ email: other.user.email })).code).toBe('EMAIL_TAKEN');
			expect((await update({ role: 'admin' }, token)).code).toBe('FORBIDDEN');
			expect((await update({ firstName: 'x' }, token, other.user.id)).code).toBe('FORBIDDEN');
			expect((await update({ firstName: 'x' }, root.token, crypto.randomUUID())).code).toBe('USER_NOT_FOUND');
			const taken = { email: other.user.email, firstName: 'A', lastName: 'B' };
			expect((await call(users.create, { token: root.token, body: taken })).code).toBe('EMAIL_TAKEN');
		});

		it('who is an administrator is changed by those alone who give roles', async () => {
			const { call, createPerson, administrator } = getWorld();
			const manager = await createPerson('manager');
			const { user } = await administrator();
			const params = { id: user.id };
			const status = await call(users.updateStatus, { token: manager.token, params, body: { status: 'inactive' } });
			expect(status.code).toBe('FORBIDDEN');
			const email = await call(users.update, { token: manager.token, params, body: { email: 'x@flotilla.test' } });
			expect(email.code).toBe('FORBIDDEN');
			const person = { email: `${crypto.randomUUID()}@flotilla.test`, firstName: 'A', lastName: 'B', role: 'manager' };
			expect((await call(users.create, { token: manager.token, body: person })).code).toBe('FORBIDDEN');
		});

		it('is given a role, which is written down and works at once', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { user, token } = await createPerson('viewer');
			const root = await administrator();
			expect((await call(audit.list, { token })).code).toBe('FORBIDDEN');
			const params = { id: user.id };
			const changed = await call(users.updateRole, { token: root.token, params, body: { role: 'admin' } });
			expect(changed.data.role).toBe('admin');
			const query = { subjectId: user.id, action: 'users:role-changed' };
			expect((await call(audit.list, { token, query })).data.entries).toMatchObject([
				{ actorId: root.user.id, subjectType: 'user', details: { from: 'viewer', to: 'admin' } },
			]);
			await call(users.updateRole, { token: root.token, params, body: { role: 'member' } });
		});

		it('who may no longer come in is signed out at once', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { user, token, refreshToken, password } = await createPerson();
			const root = await administrator();
			const body = { status: 'inactive' };
			await call(users.updateStatus, { token: root.token, params: { id: user.id }, body });
			expect(['SESSION_REVOKED', 'ACCOUNT_INACTIVE']).toContain((await call(endpoints.auth.me, { token })).code);
			expect(['SESSION_REVOKED', 'ACCOUNT_INACTIVE']).toContain(
				(await call(endpoints.auth.refresh, { body: { refreshToken } })).code,
			);
			const login = await call(endpoints.auth.login, { body: { email: user.email, password } });
			expect(login.code).toBe('ACCOUNT_INACTIVE');
		});

		it('goes with their session, and nobody goes by their own hand', async () => {
			const { call, target, createPerson, administrator } = getWorld();
			const { user, token } = await createPerson();
			const root = await administrator();
			const socket = await followEvents(target, root.token, [`users:${user.id}`]);
			const remove = (id: string, headers = {}) => call(users.remove, { token: root.token, params: { id }, headers });
			expect((await remove(root.user.id)).code).toBe('CANNOT_DELETE_SELF');
			expect((await remove(user.id, { 'if-match': '"99"' })).code).toBe('VERSION_CONFLICT');
			expect((await remove(user.id)).data).toBeNull();
			expect((await socket.next('users:deleted')).payload).toEqual({ id: user.id });
			expect((await remove(user.id)).code).toBe('USER_NOT_FOUND');
			expect((await call(users.read, { token: root.token, params: { id: user.id } })).code).toBe('USER_NOT_FOUND');
			expect((await call(endpoints.auth.me, { token })).code).toBe('SESSION_REVOKED');
			socket.close();
		});
	});
};
