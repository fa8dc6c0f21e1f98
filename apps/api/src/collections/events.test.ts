import type { CollectionRecord } from '@flotilla/contracts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { openSocket, type TestSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';
import { createCollectionClient } from './testing/collections-client.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const listen = async (as: string, topics?: string[]): Promise<TestSocket> => {
	const socket = await openSocket(started.url);
	onTestFinished(() => socket.close());
	await socket.authenticate(as, undefined, topics);
	return socket;
};

/** The events of one collection up to the deletion of `lastId`, as type and id. */
const collect = async (socket: TestSocket, collection: string, lastId: string) => {
	const seen: {
		type: string;
		payload: { collection: string; id?: string; count?: number; record?: CollectionRecord };
	}[] = [];
	for (;;) {
		const { type, payload } = (await socket.next()) as (typeof seen)[number] & {
			payload: (typeof seen)[number]['payload'];
		};
		if (payload.collection === collection) seen.push({ type, payload });
		if (type === 'data:record-deleted' && payload.id === lastId) return seen;
	}
};

it('tell those who may read the collection of every change', async () => {
	const admin = createCollectionClient(started, token);
	await admin.defined({
		permissions: { read: ['member'], create: ['member'], update: ['member'], delete: ['member'] },
	});
	const person = await createPerson(started, token, 'member');
	const notes = admin.as(person.token);
	const socket = await listen(person.token);
	const outsider = await listen((await createPerson(started, token, 'viewer')).token);

	const created = await notes.create({ title: 'a' });
	const changed = await readData<CollectionRecord>(
		await notes.ask('PATCH', `/${created.id}`, { data: { done: true } }),
	);
	await notes.ask('PATCH', `/${created.id}`, { data: { done: true } });
	await notes.send('[{"data":{"title":"b"}},{"data":{"title":"c"}}]');
	const { id: large } = await notes.create({ title: 'd', text: 'x'.repeat(20_000) });
	await notes.ask('DELETE', '/bulk', { ids: [created.id, large] });

	const { name: collection } = notes;
	expect(await collect(socket, collection, large)).toEqual([
		{ type: 'data:record-created', payload: { collection, id: created.id, record: created } },
		{ type: 'data:record-updated', payload: { collection, id: created.id, record: changed } },
		{ type: 'data:records-imported', payload: { collection, count: 2 } },
		{ type: 'data:record-created', payload: { collection, id: large } },
		{ type: 'data:record-deleted', payload: { collection, id: created.id } },
		{ type: 'data:record-deleted', payload: { collection, id: large } },
	]);

	// Something both may see, written later: what the outsider was not told by then, it never is.
	await admin.defined({
		permissions: { read: ['viewer', 'member'], create: ['member'], update: [], delete: ['member'] },
	});
	const last = await notes.create({ title: 'for all' });
	await notes.ask('DELETE', `/${last.id}`);
	expect((await collect(outsider, collection, last.id)).map(({ payload }) => payload.id)).toEqual([last.id, last.id]);
});

it('tell only the owner where everybody has records of their own', async () => {
	const admin = createCollectionClient(started, token);
	await admin.defined({ permissions: { read: 'owner', create: 'owner', update: 'owner', delete: 'owner' } });
	const [first, second] = [await createPerson(started, token, 'member'), await createPerson(started, token, 'member')];
	const sockets = [await listen(first.token), await listen(second.token), await listen(token)] as const;
	const mine = await admin.as(first.token).create({ title: 'first' });
	const theirs = await admin.as(second.token).create({ title: 'second' });
	const third = await admin.create({ title: 'third' });
	await admin.as(first.token).ask('DELETE', `/${mine.id}`);
	await admin.as(second.token).ask('DELETE', `/${theirs.id}`);
	await admin.ask('DELETE', `/${third.id}`);
	for (const [index, { id }] of [mine, theirs, third].entries()) {
		const socket = sockets[index];
		if (socket === undefined) throw new Error('There is a socket each.');
		const seen = await collect(socket, admin.name, id);
		expect(seen.map((event) => event.payload.id)).toEqual([id, id]);
	}
});

it('can be followed for one collection, or for one record of it', async () => {
	const [notes, others] = [createCollectionClient(started, token), createCollectionClient(started, token)];
	await notes.defined();
	await others.defined();
	const [one, another] = await notes.bulk([{ data: { title: 'one' } }, { data: { title: 'another' } }]);
	if (one === undefined || another === undefined) throw new Error('Two were made.');
	const ofCollection = await listen(token, [`data:${notes.name}`]);
	const ofRecord = await listen(token, [`data:${notes.name}:${one.id}`]);
	await others.create({ title: 'elsewhere' });
	await notes.ask('DELETE', `/${another.id}`);
	await notes.ask('DELETE', `/${one.id}`);
	const deleted = (id: string) => ({ type: 'data:record-deleted', payload: { collection: notes.name, id } });
	expect(await ofCollection.next()).toMatchObject(deleted(another.id));
	expect(await ofCollection.next()).toMatchObject(deleted(one.id));
	expect(await ofRecord.next()).toMatchObject(deleted(one.id));
});
