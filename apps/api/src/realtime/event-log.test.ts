import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';
import { createEventLog, type EventLog, type NewEvent } from './event-log.ts';

let started: StartedApi;
let events: EventLog;
beforeAll(async () => {
	started = await startApi();
	events = createEventLog({ database: started.api.database, clock: { now: () => Date.now() }, retention: 60 });
});
afterAll(() => started.stop());

const event = (text: string): NewEvent => ({
	type: 'users:deleted',
	payload: { id: text },
	permission: 'users:read',
	...(text.startsWith('own') ? { ownerId: '00000000-0000-4000-8000-000000000001' } : {}),
});

it('keeps the order of events that come together, without gaps, also beside other writers', async () => {
	const { offset } = await events.position();
	const writers = Array.from({ length: 6 }, (_, writer) =>
		events.write(async (_transaction, append) => {
			await append(Array.from({ length: 40 }, (_, index) => event(`${writer}:${index}`)));
			await append(event(`${writer}:40`));
		}),
	);
	await Promise.all(writers);
	const rows = await events.readAfter(offset, 1000);
	expect(rows.map((row) => row.offset)).toEqual(Array.from({ length: 6 * 41 }, (_, index) => offset + 1 + index));
	expect((await events.position()).offset).toBe(offset + 6 * 41);
	for (let writer = 0; writer < 6; writer += 1) {
		const own = rows.map((row) => (row.payload as { id: string }).id).filter((id) => id.startsWith(`${writer}:`));
		expect(own).toEqual(Array.from({ length: 41 }, (_, index) => `${writer}:${index}`));
	}
});

it('takes more events at once than a function takes arguments, in their order', async () => {
	// A selection of 200,000 people who are signed in came to one call with as many arguments, which V8 refuses.
	const many = Array.from({ length: 200_000 }, (_, index) => event(String(index)));
	const { offset } = await events.position();
	const told: number[] = [];
	const unsubscribe = events.onAppended((rows) => told.push(rows.length));
	await events.write((_transaction, append) => append(many));
	unsubscribe();
	expect(told).toEqual([many.length]);
	expect((await events.position()).offset).toBe(offset + many.length);
	const [last] = await events.readAfter(offset + many.length - 1, 10);
	expect(last?.payload).toEqual(many.at(-1)?.payload);
});

it('numbers events when the rest of the write is done', async () => {
	// A deletion that had told of its sessions waited for a file whose renaming waited to be told of: both failed.
	const offsetIn = async (handle: Pick<typeof started.api.database, 'selectFrom'>) =>
		(await handle.selectFrom('event_stream').select('last_offset').executeTakeFirstOrThrow()).last_offset;
	const before = await offsetIn(started.api.database);
	await events.write(async (transaction, append) => {
		await append(event('early'));
		expect(await offsetIn(transaction)).toBe(before);
	});
	expect(await offsetIn(started.api.database)).toBe(before + 1);
});

it('stores what an event says, whatever letters it has', async () => {
	const { offset } = await events.position();
	const odd = event(`own "quoted" \\ 'é' $1 \u2028 \ud83d\ude00`);
	await events.write((_transaction, append) => append([odd, event('nobody')]));
	const [first, second] = await events.readAfter(offset, 10);
	expect(first).toMatchObject({ type: odd.type, payload: odd.payload, permission: odd.permission });
	expect(first?.owner_id).toBe(odd.ownerId);
	expect(second?.owner_id).toBeNull();
});

it('tells nobody of a write without events, and keeps none of one that failed', async () => {
	const { offset } = await events.position();
	let told = 0;
	const unsubscribe = events.onAppended(() => {
		told += 1;
	});
	await events.write((_transaction, append) => append([]));
	const failing = events.write(async (_transaction, append) => {
		await append([event('lost'), event('lost too')]);
		throw new Error('changed its mind');
	});
	await expect(failing).rejects.toThrow('changed its mind');
	expect(told).toBe(0);
	expect((await events.position()).offset).toBe(offset);
	await events.write((_transaction, append) => append(event('kept')));
	expect(told).toBe(1);
	unsubscribe();
});
