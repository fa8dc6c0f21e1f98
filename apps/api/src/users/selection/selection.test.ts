import type { BulkOutcome, BulkSelection, User, UsersList } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createPerson } from '../../testing/create-person.ts';
import { openSocket } from '../../testing/open-socket.ts';
import { readData, readFailure, type StartedApi, startApi } from '../../testing/start-api.ts';

const restoreWindow = 600;

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi(
		{ restoreWindow, maximumBulkSelection: 700, accessTokenTtl: 24 * 60 * 60 },
		{ demoUsers: 600 },
	);
	token = (await started.signIn()).token;
});
afterAll(() => started.stop());

const send = (method: string, path: string, json: unknown, by = token, headers = {}) =>
	started.request(`/api/users${path}`, { method, token: by, json, headers });
const update = (selection: BulkSelection, updates: object, by = token) =>
	send('PATCH', '/bulk', { selection, updates }, by);
const undo = ({ undo: given }: BulkOutcome, by = token) => send('POST', '/bulk/undo', { token: given }, by);
const count = async (query: string) =>
	(await readData<UsersList>(await started.request(`/api/users?${query}`, { token }))).pagination.total;

describe('many who fit', () => {
	it('are changed and as they were again, each with an entry in the audit log and with few events', async () => {
		const events = () => started.api.database.selectFrom('events').select('type').execute();
		const entries = async (action: string) =>
			(
				await started.api.database
					.selectFrom('audit_entries')
					.select('id')
					.where('action', '=', action as never)
					.execute()
			).length;
		const [before, viewers, recorded] = [
			await events(),
			await count('role=viewer'),
			await entries('users:role-changed'),
		];
		const outcome = await readData<BulkOutcome>(await update({ role: 'member' }, { role: 'viewer' }));
		expect(outcome.changed).toBeGreaterThan(300);
		expect(await count('role=viewer')).toBe(viewers + outcome.changed);
		expect(await entries('users:role-changed')).toBe(recorded + outcome.changed);
		expect((await events()).length).toBeLessThan(before.length + 10);
		expect(await readData(await undo(outcome))).toEqual({ restored: outcome.changed, changedSince: 0 });
		expect(await count('role=viewer')).toBe(viewers);
		expect(await entries('users:role-changed')).toBe(recorded + 2 * outcome.changed);
	});

	it('of whom somebody is connected: they are told by themselves, and their connection goes by the new role', async () => {
		const person = await createPerson(started, token, 'manager');
		const socket = await openSocket(started.url);
		await socket.authenticate(person.token);
		const outcome = await readData<BulkOutcome>(await update({}, { role: 'viewer' }));
		const own = (await socket.nextOf('users:updated')).payload as { user: User };
		expect(own.user).toMatchObject({ id: person.user.id, role: 'viewer' });
		expect((await socket.nextOf('users:bulk-changed')).payload).toEqual({ kind: 'updated', count: outcome.changed });
		expect((await send('POST', '', {}, person.token)).status).toBe(403);
		await readData(await undo(outcome));
		expect((await socket.nextOf('users:updated')).payload).toMatchObject({ user: { role: 'manager' } });
		await socket.close();
	});

	it('who are shut out are signed out', async () => {
		const person = await createPerson(started, token, 'member');
		const socket = await openSocket(started.url);
		await socket.authenticate(person.token);
		const outcome = await readData<BulkOutcome>(await update({ role: 'member' }, { status: 'inactive' }));
		expect(await socket.closed).toBe(4403);
		expect([401, 403]).toContain((await started.request('/api/auth/me', { token: person.token })).status);
		await readData(await undo(outcome));
		expect((await started.signIn(person.email, person.password)).user.status).toBe('active');
	});

	it('who go are signed out, and their addresses are free', async () => {
		const person = await createPerson(started, token, 'viewer');
		const outcome = await readData<BulkOutcome>(await send('DELETE', '/bulk', { selection: { search: person.email } }));
		expect(outcome).toMatchObject({ changed: 1 });
		expect((await started.request('/api/auth/me', { token: person.token })).status).toBe(401);
		expect(await readData(await undo(outcome))).toEqual({ restored: 1, changedSince: 0 });
		expect((await started.signIn(person.email, person.password)).user.id).toBe(person.user.id);
	});

	it('are done once, however often the request comes', async () => {
		const headers = { 'idempotency-key': crypto.randomUUID() };
		const json = { selection: { role: 'manager' }, updates: { lastName: 'Same' } };
		const first = await readData<BulkOutcome>(await send('PATCH', '/bulk', json, token, headers));
		const again = await send('PATCH', '/bulk', json, token, headers);
		expect(again.headers.get('idempotency-replayed')).toBe('true');
		expect(await readData<BulkOutcome>(again)).toEqual(first);
		await readData(await undo(first));
	});
});

describe('a selection', () => {
	it('that fits more than allowed is refused', async () => {
		const small = await startApi({ maximumBulkSelection: 100 });
		const { token: other } = await small.signIn();
		const json = { selection: {}, updates: { status: 'inactive' } };
		const refused = await small.request('/api/users/bulk', { method: 'PATCH', token: other, json });
		expect(await readFailure(refused)).toMatchObject({ status: 422, code: 'SELECTION_TOO_LARGE' });
		await small.stop();
	});

	it('cannot be taken back where nothing is kept, and leaves no trace', async () => {
		const strict = await startApi({ restoreWindow: 0 });
		onTestFinished(() => strict.stop());
		const { token: root } = await strict.signIn();
		const call = async (method: string, json: object) =>
			readData<BulkOutcome>(await strict.request('/api/users/bulk', { method, token: root, json }));
		const selection = { role: 'viewer' };
		const updated = await call('PATCH', { selection, updates: { firstName: 'Kept' } });
		expect(updated).toEqual({ changed: expect.any(Number), skipped: 0, undo: null });
		expect(await call('DELETE', { selection })).toEqual(updated);
		for (const table of ['bulk_operations', 'bulk_updates', 'deleted_users'] as const) {
			expect(await strict.api.database.selectFrom(table).selectAll().execute()).toEqual([]);
		}
	});

	it('is not taken back when the window is over', async () => {
		const outcome = await readData<BulkOutcome>(await update({ role: 'manager' }, { firstName: 'Late' }));
		started.passTime(restoreWindow);
		expect(await readFailure(await undo(outcome))).toMatchObject({ status: 410, code: 'UNDO_EXPIRED' });
		await started.api.runHousekeeping();
		for (const table of ['bulk_operations', 'bulk_updates'] as const) {
			expect(await started.api.database.selectFrom(table).selectAll().execute()).toEqual([]);
		}
	});

	it('is not taken back by who could not do it any more', async () => {
		const alone = await startApi();
		const { token: root, user } = await alone.signIn();
		const call = (method: string, path: string, by: string, json: unknown) =>
			alone.request(`/api/users${path}`, { method, token: by, json });
		const milo = await alone.signIn('member@flotilla.test');
		await readData(await call('PATCH', '/bulk', root, { selection: { role: 'admin' }, updates: { role: 'member' } }));
		const promoted = await readData<BulkOutcome>(
			await call('PATCH', '/bulk', root, { selection: { ids: [milo.user.id] }, updates: { role: 'admin' } }),
		);
		await readData(await call('PATCH', `/${user.id}/role`, milo.token, { role: 'manager' }));
		const refused = await call('POST', '/bulk/undo', root, { token: promoted.undo });
		expect((await readFailure(refused)).code).toBe('FORBIDDEN');
		await alone.stop();
	});
});
