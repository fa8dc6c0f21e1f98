import type { CollectionRecord } from '@flotilla/contracts';
import { FakeFailure } from '@flotilla/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Row } from '../cache/change.ts';
import { toCollectionDefinition } from '../resource/collection-definition.ts';
import type { RowDefinition } from '../resource/row-definition.ts';
import { type Note, startNotes } from '../testing/start-notes.ts';
import { userKeys } from '../users/user-keys.ts';
import { usersDefinition } from '../users/users-definition.ts';
import { conflictOf } from './write-conflict.ts';

/** People as a server has them that takes no id from a client; no two have one address. */
const withIdsOfTheServer: RowDefinition = {
	...usersDefinition,
	takesId: false,
	toCreateBody: (body) => body,
	identify: (row) => (row as Row & { email: string }).email,
};

const byRank = { sort: ['rank'] };

const start = async (options: Parameters<typeof startNotes>[0] = {}) => {
	const started = startNotes(options);
	const { cache, notes } = started;
	onTestFinished(() => cache.dispose());
	const handle = cache.resource(toCollectionDefinition({ owner: 'notes', collection: 'notes' }));
	const list = notes.keys.list(byRank);
	await cache.preload(list);
	const titles = () => cache.read(list)?.rows.map(({ data }) => (data as Note).title);
	return { ...started, handle, list, titles };
};

describe('a new row', () => {
	it('shows at once where it belongs, under the id that it keeps', async () => {
		const { handle, cache, notes, list, titles, records } = await start();
		const created = handle.create({ title: 'between', rank: 0.5 });
		expect(titles()).toEqual(['one', 'between', 'two', 'three']);
		const shown = cache.read(list)?.rows[1] as CollectionRecord<Note>;
		expect(shown.version).toBe(0);
		await cache.preload(notes.keys.item(shown.id));
		expect(cache.read(notes.keys.item(shown.id))?.data.title).toBe('between');
		expect(await created).toMatchObject({ id: shown.id, version: 1, data: { title: 'between' } });
		expect(titles()).toEqual(['one', 'between', 'two', 'three']);
		expect(cache.read(list)?.pagination?.total).toBe(4);
		expect(cache.read(notes.keys.item(shown.id))?.version).toBe(1);
		expect(records()).toHaveLength(4);
	});

	it('is taken back when the server refuses, and so is what was done to it meanwhile', async () => {
		const { handle, state, list, cache, titles, count } = await start();
		state.failNext('POST /data/:collection', new FakeFailure('RECORD_TOO_LARGE'));
		const created = handle.create({ title: 'new', rank: 9 });
		const id = cache.read(list)?.rows.at(-1)?.id ?? '';
		const updated = handle.update(id, { title: 'newer' });
		expect(titles()).toEqual(['one', 'two', 'three', 'newer']);
		await expect(created).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
		await expect(updated).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
		expect(titles()).toEqual(['one', 'two', 'three']);
		expect(count('PATCH /data/:collection/:id')).toBe(0);
	});

	it('with a temporary id can be written to before the server has named it', async () => {
		const { cache, state } = await start();
		const users = cache.resource(withIdsOfTheServer);
		await cache.preload(userKeys.list());
		const release = state.holdAnswers('POST /users');
		const created = users.create({ email: 'new@flotilla.test', firstName: 'New', lastName: 'Person' });
		const temporary = (cache.read(userKeys.list())?.users ?? []).find(({ version }) => version === 0)?.id ?? '';
		const updated = users.update(temporary, { firstName: 'Newer' });
		expect(cache.read(userKeys.list())?.users.map(({ firstName }) => firstName)).toContain('Newer');
		release();
		const { id } = await created;
		expect(await updated).toMatchObject({ id, firstName: 'Newer', version: 2 });
		// A page may still be at the address with the temporary id.
		await cache.preload(userKeys.detail(temporary));
		expect(cache.read(userKeys.detail(temporary))).toMatchObject({ id, firstName: 'Newer' });
	});

	it('whose event comes before its answer shows once', async () => {
		const { cache, state } = await start();
		const users = cache.resource(usersDefinition);
		await cache.preload(userKeys.list());
		const release = state.holdAnswers('POST /users');
		const created = users.create({ email: 'new@flotilla.test', firstName: 'New', lastName: 'Person' });
		const named = () => cache.read(userKeys.list())?.users.filter(({ firstName }) => firstName === 'New').length;
		expect(named()).toBe(1);
		await vi.waitUntil(() => state.users.length === 2);
		expect(named()).toBe(1);
		release();
		await created;
		expect(named()).toBe(1);
		expect(cache.read(userKeys.list())?.pagination.total).toBe(2);
	});
});

describe('a removed row', () => {
	it('is gone at once and back when the server refuses, with what others made of it', async () => {
		const { handle, state, bus, titles, first, records } = await start();
		const release = state.holdAnswers('DELETE /data/:collection/:id');
		state.failNext('DELETE /data/:collection/:id', new FakeFailure('FORBIDDEN'));
		const removed = handle.remove(first.id);
		expect(titles()).toEqual(['two', 'three']);
		const theirs = { ...first, data: { title: 'theirs', rank: 0 }, version: 2 };
		bus.emit('data:record-updated', { collection: 'notes', id: first.id, record: theirs });
		expect(titles()).toEqual(['two', 'three']);
		release();
		await expect(removed).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(titles()).toEqual(['theirs', 'two', 'three']);
		expect(records()).toHaveLength(3);
	});

	it('that was gone already counts as removed', async () => {
		const { handle, state, titles, first } = await start();
		state.failNext('DELETE /data/:collection/:id', new FakeFailure('RECORD_NOT_FOUND'));
		await handle.remove(first.id);
		expect(titles()).toEqual(['two', 'three']);
	});
});

describe('many rows', () => {
	it('change together, and are all taken back together', async () => {
		const { handle, state, titles, records } = await start();
		const ids = records().map(({ id }) => id);
		const changed = handle.bulkUpdate(ids.slice(0, 2), { title: 'same' });
		expect(titles()).toEqual(['same', 'same', 'three']);
		expect(await changed).toHaveLength(2);
		state.failNext('DELETE /data/:collection/bulk', new FakeFailure('FORBIDDEN'));
		const removed = handle.bulkRemove(ids);
		expect(titles()).toEqual([]);
		await expect(removed).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(titles()).toEqual(['same', 'same', 'three']);
		await handle.bulkRemove(ids.slice(1));
		expect(titles()).toEqual(['same']);
	});

	it('that are none send nothing', async () => {
		const { handle, state } = await start();
		const before = state.requests.length;
		expect(await handle.bulkUpdate([], { title: 'x' })).toEqual([]);
		await handle.bulkRemove([]);
		expect(state.requests.length).toBe(before);
	});
});

describe('an update', () => {
	it('is made on the version that is shown, and a conflict tells of all three', async () => {
		const { handle, records, titles, first, state } = await start();
		// Somebody else's change of which nothing is known here yet.
		const theirs = { ...first, data: { title: 'theirs', rank: 0 }, version: 2 };
		records()[0] = theirs;
		const error = await handle.update(first.id, { title: 'mine' }).catch((thrown) => thrown);
		expect(error.code).toBe('VERSION_CONFLICT');
		expect(conflictOf<CollectionRecord>(error)).toMatchObject({
			base: { version: 1, data: { title: 'one' } },
			mine: { version: 1, data: { title: 'mine' } },
			theirs: { version: 2, data: { title: 'theirs' } },
		});
		expect(titles()).toEqual(['theirs', 'two', 'three']);
		const kept = await handle.update(first.id, { title: 'mine' }, { ifMatch: 2 });
		expect(kept).toMatchObject({ version: 3, data: { title: 'mine' } });
		expect(state.requests.at(-1)?.headers['if-match']).toBe('"2"');
	});

	it('after update of one row is in no conflict with itself, and the last one stands', async () => {
		const { handle, first, titles, state } = await start();
		const updates = ['a', 'ab', 'abc'].map((title) => handle.update(first.id, { title }));
		expect(titles()?.[0]).toBe('abc');
		expect((await Promise.all(updates)).map(({ version }) => version)).toEqual([2, 3, 4]);
		expect(titles()?.[0]).toBe('abc');
		const sent = state.requests.filter(({ method }) => method === 'PATCH');
		expect(sent.map(({ headers }) => headers['if-match'])).toEqual(['"1"', '"2"', '"3"']);
		expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
	});

	it('whose answer the server has lost is read anew and counts as done', async () => {
		const { handle, state, records, first, titles } = await start();
		records()[0] = { ...first, data: { title: 'done', rank: 0 }, version: 2 };
		state.failNext('PATCH /data/:collection/:id', new FakeFailure('IDEMPOTENCY_ANSWER_LOST'));
		expect(await handle.update(first.id, { title: 'done' })).toMatchObject({ version: 2 });
		expect(titles()?.[0]).toBe('done');
	});

	it('that may or may not have arrived is taken back, and what it concerned is asked for again', async () => {
		const { handle, state, cache, list, first, titles } = await start();
		state.failNext('PATCH /data/:collection/:id', 'network');
		const updated = handle.update(first.id, { title: 'perhaps' });
		await expect(updated).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		expect(titles()?.[0]).toBe('one');
		expect(cache.isFresh(list)).toBe(false);
	});

	it('that waits for another when the person signs out is not sent for the next one', async () => {
		const { handle, state, bus, first, count } = await start();
		const release = state.holdAnswers('PATCH /data/:collection/:id');
		const sent = handle.update(first.id, { title: 'sent' });
		const waiting = handle.update(first.id, { title: 'waits' });
		await vi.waitUntil(() => count('PATCH /data/:collection/:id') === 1);
		bus.emit('session:signed-out', { userId: null, reason: 'requested' });
		release();
		await sent;
		await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
		expect(count('PATCH /data/:collection/:id')).toBe(1);
	});
});
