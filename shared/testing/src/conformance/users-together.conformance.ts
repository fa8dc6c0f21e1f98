import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { uniqueWord } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';

const { users } = endpoints;

const csvForm = (content: string): FormData => {
	const form = new FormData();
	form.append('file', new File([content], 'people.csv', { type: 'text/csv' }));
	return form;
};

export const describeUsersTogether = (getWorld: GetWorld): void => {
	describe('many people', () => {
		it('are changed together, in the order named, or not at all', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { token } = await administrator();
			const [a, b] = [await createPerson(), await createPerson()];
			const ids = [b.user.id, a.user.id, b.user.id];
			const update = (userIds: string[], by = token) =>
				call(users.bulkUpdate, { token: by, body: { userIds, updates: { role: 'viewer' } } });
			const changed = await update(ids);
			expect(changed.data).toMatchObject([
				{ id: b.user.id, role: 'viewer' },
				{ id: a.user.id, role: 'viewer' },
			]);
			expect((await update(ids)).data).toEqual(changed.data);
			const unknown = crypto.randomUUID();
			const refused = await call(users.bulkUpdate, {
				token,
				body: { userIds: [a.user.id, unknown], updates: { status: 'inactive' } },
			});
			expect([refused.code, refused.blamed]).toEqual(['BULK_REFUSED', [unknown]]);
			expect((await call(users.read, { token, params: { id: a.user.id } })).data.status).toBe('active');
			const manager = await createPerson('manager');
			expect((await update(ids, manager.token)).code).toBe('FORBIDDEN');
			const empty = await call(users.bulkUpdate, { token, body: { userIds: [], updates: {} } });
			expect([empty.code, empty.blamed.sort()]).toEqual(['VALIDATION_FAILED', ['updates', 'userIds']]);
		});

		it('go together or not at all', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { token, user } = await administrator();
			const [a, b] = [await createPerson(), await createPerson()];
			const remove = (userIds: string[]) => call(users.bulkRemove, { token, body: { userIds } });
			const refused = await remove([a.user.id, user.id]);
			expect([refused.code, refused.blamed]).toEqual(['BULK_REFUSED', [user.id]]);
			expect((await remove([a.user.id, b.user.id])).data).toBeNull();
			expect((await remove([a.user.id])).code).toBe('BULK_REFUSED');
		});

		it('come back who went, with their files, as long as nobody has their address', async () => {
			const { call, target, createPerson, administrator } = getWorld();
			const { token } = await administrator();
			const [a, b] = [await createPerson(), await createPerson()];
			const form = new FormData();
			form.append('file', new File(['mine'], 'mine.txt', { type: 'text/plain' }));
			const file = (await call(endpoints.files.upload, { token: a.token, form })).data;
			const before = (await call(users.read, { token, params: { id: a.user.id } })).data;
			const remove = (id: string) => call(users.remove, { token, params: { id } });
			const restore = (...userIds: string[]) => call(users.restore, { token, body: { userIds } });
			expect((await restore(a.user.id)).code).toBe('USER_NOT_FOUND');
			await remove(a.user.id);
			await remove(b.user.id);
			expect((await call(endpoints.auth.login, { body: { email: a.user.email, password: a.password } })).code).toBe(
				'INVALID_CREDENTIALS',
			);
			const socket = await followEvents(target, token, [`users:${a.user.id}`]);
			expect((await restore(a.user.id)).data).toEqual([before]);
			expect((await socket.next('users:restored')).payload).toEqual({ user: before });
			socket.close();
			// Who was signed in is not, and comes in with the password of before.
			expect((await call(endpoints.auth.me, { token: a.token })).code).toBe('SESSION_REVOKED');
			const again = await getWorld().signIn(a.user.email, a.password);
			expect((await call(endpoints.files.read, { token: again.token, params: { id: file.id } })).data.id).toBe(file.id);
			const taker = await call(users.create, {
				token,
				body: { email: b.user.email, firstName: 'Other', lastName: 'Person' },
			});
			expect(taker.status).toBe(201);
			expect((await restore(b.user.id)).code).toBe('EMAIL_TAKEN');
			await remove(a.user.id);
			const refused = await restore(a.user.id, b.user.id);
			expect([refused.code, refused.blamed]).toEqual(['BULK_REFUSED', [b.user.id]]);
			expect((await call(users.read, { token, params: { id: a.user.id } })).code).toBe('USER_NOT_FOUND');
			const entries = await call(endpoints.audit.list, { token, query: { subjectId: a.user.id, limit: '3' } });
			expect(entries.data.entries.map(({ action }) => action)).toEqual(
				expect.arrayContaining(['users:deleted', 'users:restored']),
			);
		});

		it('leave as CSV and come back by it', async () => {
			const { call, administrator, createPerson } = getWorld();
			const { token } = await administrator();
			const word = uniqueWord();
			const { user } = await createPerson('member', { firstName: '=1+1', lastName: word });
			const exported = await call(users.export, { token, query: { search: word } });
			const [head, row] = exported.text.split('\r\n');
			expect(head).toBe('id,email,firstName,lastName,role,status,emailVerified,createdAt,updatedAt,lastSignInAt');
			expect(row).toContain(`${user.email},'=1+1,${word}`);
			const import_ = (content: string, query = {}) => call(users.import, { token, form: csvForm(content), query });
			expect((await import_(exported.text, { onExisting: 'skip' })).data).toMatchObject({
				...{ imported: 0, updated: 0, skipped: 1, failed: 0, dryRun: false },
				ignoredColumns: ['id', 'emailVerified', 'createdAt', 'updatedAt', 'lastSignInAt'],
			});
			const renamed = exported.text.replace("'=1+1", 'Grace');
			expect((await import_(renamed, { onExisting: 'update' })).data).toMatchObject({ updated: 1 });
			expect((await call(users.read, { token, params: { id: user.id } })).data.firstName).toBe('Grace');
		});

		it('come in by a file whose wrong rows are named', async () => {
			const { call, administrator } = getWorld();
			const { token, user } = await administrator();
			const fresh = () => `${crypto.randomUUID()}@flotilla.test`;
			const twice = fresh();
			const content = [
				'email,firstName,lastName',
				`${twice},A,B`,
				`${user.email},A,B`,
				'no address,A,B',
				`${fresh()},=A,B`,
				`${fresh()},A`,
				`${twice},A,B`,
			].join('\n');
			const import_ = (query = {}, file = content) => call(users.import, { token, form: csvForm(file), query });
			const problems = [
				[3, 'EMAIL_TAKEN'],
				[4, 'VALUE_INVALID'],
				[5, 'CELL_IS_FORMULA'],
				[6, 'ROW_MALFORMED'],
				[7, 'DUPLICATE_ROW'],
			];
			const dry = (await import_({ dryRun: '1' })).data;
			expect(dry).toMatchObject({ imported: 1, failed: 5, dryRun: true });
			expect(dry.errors.map(({ row, code }) => [row, code])).toEqual(problems);
			expect((await import_({ mode: 'all-or-nothing' })).code).toBe('IMPORT_REFUSED');
			const real = (await import_()).data;
			expect(real).toMatchObject({ imported: 1, failed: 5, dryRun: false });
			const found = await call(users.list, { token, query: { search: twice } });
			expect(found.data.users).toMatchObject([{ email: twice, role: 'member', emailVerified: false }]);
			expect((await import_({}, 'x')).code).toBe('CSV_INVALID');
		});
	});
};
