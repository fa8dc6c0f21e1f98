import { type BulkOutcome, endpoints, maximumBulkEvents, type User } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { uniqueWord } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';

const { users, audit } = endpoints;

export const describeUsersSelection = (getWorld: GetWorld): void => {
	/** People whose last names are a word of their own. */
	const createGroup = async (...firstNames: readonly string[]) => {
		const { call, administrator } = getWorld();
		const { token, user: root } = await administrator();
		const word = uniqueWord();
		const made: User[] = [];
		for (const firstName of firstNames) {
			const body = { email: `${crypto.randomUUID()}@flotilla.test`, firstName, lastName: word };
			made.push((await call(users.create, { token, body })).data);
		}
		const update = async (selection: object, updates: object, by = token) =>
			call(users.bulkUpdate, { token: by, body: { selection: { search: word, ...selection }, updates } });
		const remove = async (selection: object = {}, by = token) =>
			call(users.bulkRemove, { token: by, body: { selection: { search: word, ...selection } } });
		const undo = (outcome: { data: unknown }, by = token) =>
			call(users.undoBulk, { token: by, body: { token: (outcome.data as BulkOutcome).undo ?? 'none' } });
		const list = async (query: Record<string, string> = {}) =>
			(await call(users.list, { token, query: { search: word, limit: '100', ...query } })).data;
		const names = async (query?: Record<string, string>) => (await list(query)).users.map(({ firstName }) => firstName);
		return { root, token, word, made, update, remove, undo, list, names };
	};

	describe('all who fit', () => {
		it('are changed, and again as they were when that is taken back', async () => {
			const { call } = getWorld();
			const { made, token, update, undo, names } = await createGroup('A', 'B', 'C', 'D');
			await call(users.updateRole, { token, params: { id: made[1]?.id ?? '' }, body: { role: 'viewer' } });
			const outcome = await update({ except: [made[2]?.id] }, { role: 'viewer' });
			expect(outcome.data).toEqual({ changed: 2, skipped: 0, undo: expect.any(String) });
			expect(await names({ role: 'viewer' })).toEqual(['A', 'B', 'D']);
			// D is changed by somebody else meanwhile.
			await call(users.update, { token, params: { id: made[3]?.id ?? '' }, body: { firstName: 'Dora' } });
			expect((await undo(outcome)).data).toEqual({ restored: 1, changedSince: 1 });
			expect(await names({ role: 'viewer' })).toEqual(['B', 'Dora']);
			expect((await undo(outcome)).code).toBe('UNDO_EXPIRED');
			const query = { action: 'users:bulk-undone', limit: '1' };
			expect((await call(audit.list, { token, query })).data.entries).toMatchObject([
				{ details: { kind: 'update', restored: 1, changedSince: 1 } },
			]);
			const changes = await call(audit.list, { token, query: { subjectId: made[0]?.id ?? '' } });
			expect(changes.data.entries.map(({ action }) => action)).toContain('users:role-changed');
		});

		it('go, and are back when that is taken back, but for those whose address was taken', async () => {
			const { call } = getWorld();
			const { made, token, remove, undo, list, names } = await createGroup('A', 'B', 'C');
			const before = (await list()).users;
			const outcome = await remove({ ids: [made[0]?.id, made[1]?.id] });
			expect(outcome.data).toMatchObject({ changed: 2, skipped: 0 });
			expect(await names()).toEqual(['C']);
			const body = { email: made[1]?.email ?? '', firstName: 'X', lastName: 'Y' };
			expect((await call(users.create, { token, body })).status).toBe(201);
			expect((await undo(outcome)).data).toEqual({ restored: 1, changedSince: 1 });
			expect((await list()).users).toEqual([before[0], before[2]]);
		});

		it('keep their ids while they can come back, and with them what is theirs', async () => {
			const { call } = getWorld();
			const { made, token, remove, undo, list } = await createGroup('A');
			const before = (await list()).users;
			const outcome = await remove();
			const body = { id: made[0]?.id, email: `${crypto.randomUUID()}@flotilla.test`, firstName: 'X', lastName: 'Y' };
			expect((await call(users.create, { token, body })).code).toBe('USER_EXISTS');
			expect((await undo(outcome)).data).toEqual({ restored: 1, changedSince: 0 });
			expect((await list()).users).toEqual(before);
		});

		it('do nothing where there are none, or where all are so already', async () => {
			const { update, remove } = await createGroup('A');
			const nothing = { changed: 0, skipped: 0, undo: null };
			expect((await update({}, { status: 'active' })).data).toEqual(nothing);
			expect((await update({ role: 'admin' }, { status: 'inactive' })).data).toEqual(nothing);
			expect((await remove({ status: 'inactive' })).data).toEqual(nothing);
		});

		it('are changed but for the caller’s own role and account, and for whom the caller may not change', async () => {
			const { call, createPerson } = getWorld();
			const word = uniqueWord();
			const [root, manager, member] = [
				await createPerson('admin', { lastName: word }),
				await createPerson('manager', { lastName: word }),
				await createPerson('member', { lastName: word }),
			];
			const update = (token: string, updates: object) =>
				call(users.bulkUpdate, { token, body: { selection: { search: word }, updates } });
			expect((await update(member.token, { status: 'inactive' })).code).toBe('FORBIDDEN');
			expect((await update(manager.token, { role: 'viewer' })).code).toBe('FORBIDDEN');
			// An administrator’s status is not a manager’s to change, and one’s own is nobody’s.
			expect((await update(manager.token, { status: 'inactive' })).data).toMatchObject({ changed: 1, skipped: 2 });
			expect((await update(root.token, { role: 'viewer' })).data).toMatchObject({ changed: 2, skipped: 1 });
			const remove = await call(users.bulkRemove, { token: root.token, body: { selection: { search: word } } });
			expect(remove.data).toMatchObject({ changed: 2, skipped: 1 });
			expect((await call(endpoints.auth.me, { token: root.token })).data.user.role).toBe('admin');
		});

		it('are taken back by who did it alone', async () => {
			const { createPerson } = getWorld();
			const { update, undo, names } = await createGroup('A');
			const outcome = await update({}, { firstName: 'Z' });
			expect((await undo(outcome, (await createPerson('admin')).token)).code).toBe('UNDO_EXPIRED');
			expect((await undo(outcome, (await createPerson('member')).token)).code).toBe('FORBIDDEN');
			expect((await undo(outcome)).data).toEqual({ restored: 1, changedSince: 0 });
			expect(await names()).toEqual(['A']);
		});

		it('are not taken back by who may not change them any more, though they could have', async () => {
			const { call, createPerson } = getWorld();
			const { made, token, update, undo, names } = await createGroup('A');
			await call(users.updateRole, { token, params: { id: made[0]?.id ?? '' }, body: { role: 'admin' } });
			const actor = await createPerson('admin');
			const outcome = await update({}, { firstName: 'Z' }, actor.token);
			await call(users.updateRole, { token, params: { id: actor.user.id }, body: { role: 'manager' } });
			expect((await undo(outcome, actor.token)).code).toBe('FORBIDDEN');
			expect(await names()).toEqual(['Z']);
			await call(users.remove, { token, params: { id: made[0]?.id ?? '' } });
		});

		it('are signed out again when their coming back in is taken back, and the audit log says so', async () => {
			const { call, createPerson, signIn } = getWorld();
			const { token, word, update, undo } = await createGroup();
			const { user, password } = await createPerson('member', { lastName: word });
			await update({}, { status: 'inactive' });
			const outcome = await update({}, { status: 'active' });
			const again = await signIn(user.email, password);
			expect((await undo(outcome)).data).toEqual({ restored: 1, changedSince: 0 });
			expect((await call(endpoints.auth.me, { token: again.token })).status).toBe(401);
			const { data } = await call(audit.list, { token, query: { subjectId: user.id, action: 'users:status-changed' } });
			const changes = data.entries.map(({ details }) => details.to);
			expect(changes).toEqual(['inactive', 'active', 'inactive']);
		});

		it('come back each with an entry of the audit log', async () => {
			const { call } = getWorld();
			const { made, token, remove, undo } = await createGroup('A');
			await undo(await remove());
			const query = { subjectId: made[0]?.id ?? '', action: 'users:restored' };
			expect((await call(audit.list, { token, query })).data.entries).toHaveLength(1);
		});

		it('are told one by one where they are few, and by one event where they are many', async () => {
			const { call, target, createPerson } = getWorld();
			const { made, token, word, update, remove, undo } = await createGroup('A');
			const { user: signedIn } = await createPerson('member', { lastName: word });
			const socket = await followEvents(target, token, ['users']);
			await update({ except: [signedIn.id] }, { firstName: 'B' });
			expect((await socket.next('users:updated')).payload).toMatchObject({ user: { id: made[0]?.id, firstName: 'B' } });
			const count = maximumBulkEvents + 1;
			const lines = Array.from({ length: count - 2 }, () => `${crypto.randomUUID()}@flotilla.test,P,${word}`);
			const form = new FormData();
			form.append('file', new File([['email,firstName,lastName', ...lines].join('\n')], 'p.csv', { type: 'text/csv' }));
			expect((await call(users.import, { token, form })).data.imported).toBe(count - 2);
			const changed = await update({}, { role: 'viewer' });
			expect(changed.data).toMatchObject({ changed: count });
			// Whoever is signed in is told by themselves as well: their page goes by what they may do.
			const theirs = (role: string) => ({ payload: { user: { id: signedIn.id, role } } });
			expect(await socket.next('users:updated')).toMatchObject(theirs('viewer'));
			expect((await socket.next('users:bulk-changed')).payload).toEqual({ kind: 'updated', count });
			expect((await undo(changed)).data).toEqual({ restored: count, changedSince: 0 });
			expect(await socket.next('users:updated')).toMatchObject(theirs('member'));
			expect((await socket.next('users:bulk-changed')).payload).toEqual({ kind: 'updated', count });
			const removed = await remove();
			expect((await socket.next('users:bulk-changed')).payload).toEqual({ kind: 'deleted', count });
			expect((await undo(removed)).data).toEqual({ restored: count, changedSince: 0 });
			expect((await socket.next('users:bulk-changed')).payload).toEqual({ kind: 'restored', count });
			socket.close();
			await remove();
		});

		it('are one of two ways to say who', async () => {
			const { call, administrator } = getWorld();
			const { token, user } = await administrator();
			const updates = { status: 'active' };
			for (const body of [{ updates }, { updates, userIds: [user.id], selection: {} }]) {
				const answer = await call(users.bulkUpdate, { token, body });
				expect([answer.code, answer.blamed]).toEqual(['VALIDATION_FAILED', ['userIds']]);
			}
			expect((await call(users.bulkRemove, { token, body: {} })).blamed).toEqual(['userIds']);
			const misspelt = await call(users.bulkRemove, { token, body: { selection: { serach: 'x' } } });
			expect([misspelt.code, misspelt.blamed]).toEqual(['VALIDATION_FAILED', ['selection.serach']]);
		});
	});
};
