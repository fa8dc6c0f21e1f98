import { describe, expect, it, onTestFinished } from 'vitest';
import { failure } from '../testing/fake-outbox-server.ts';
import { create, createOutboxWorld, remove, update } from '../testing/start-outbox.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxOptions } from './outbox-options.ts';

const start = (options: Parameters<typeof createOutboxWorld>[0] = {}) => {
	const world = createOutboxWorld(options);
	const open = async (more: Partial<OutboxOptions> = {}): Promise<Outbox> => {
		const outbox = await world.open(more);
		onTestFinished(() => outbox.dispose());
		return outbox;
	};
	return { ...world, open };
};

const states = (outbox: Outbox) => outbox.list().map(({ rowIds, state }) => `${rowIds} ${state}`);
const isEmpty = (outbox: Outbox) => expect.poll(() => outbox.list().length).toBe(0);

describe('what is queued', () => {
	it('is sent in order, each under a key of its own, and leaves the queue', async () => {
		const { open, server, network } = start({ online: false });
		const outbox = await open();
		const queued = [];
		for (const name of ['a', 'b', 'c']) queued.push(await outbox.enqueue(create(name)));
		expect(states(outbox)).toEqual(['a waiting', 'b waiting', 'c waiting']);
		network.goOnline();
		await isEmpty(outbox);
		expect(server.effects).toEqual(queued.map(({ id }) => id));
		expect(new Set(server.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
	});

	it('survives the page, and is the next page’s to send', async () => {
		const { open, server, network } = start({ online: false });
		const first = await open();
		await first.enqueue(create('a', { name: 'Ada' }));
		first.dispose();
		network.goOnline();
		const second = await open();
		await isEmpty(second);
		expect(server.rows.get('a')?.fields).toEqual({ name: 'Ada' });
	});

	it('is as it was when it was queued, whatever happens to the object later', async () => {
		const { open, server, network } = start({ online: false });
		const outbox = await open();
		const body = { name: 'Ada' };
		const queued = outbox.enqueue(create('a', body));
		body.name = 'Eve';
		await queued;
		network.goOnline();
		await isEmpty(outbox);
		expect(server.rows.get('a')?.fields).toEqual({ name: 'Ada' });
	});

	it('under an id that waits already is not queued again', async () => {
		const { open } = start({ online: false });
		const outbox = await open();
		const first = await outbox.enqueue(create('a', {}, { id: 'one' }));
		expect(await outbox.enqueue(create('a', {}, { id: 'one' }))).toEqual(first);
		expect(outbox.list()).toHaveLength(1);
	});

	it('is told to those who carry its answer on', async () => {
		const { open } = start();
		const outbox = await open();
		const told: unknown[] = [];
		outbox.onEnded(({ operation, outcome, answer }) => told.push([operation.rowIds[0], outcome, answer]));
		await outbox.enqueue(create('a', { name: 'Ada' }));
		await expect.poll(() => told).toEqual([['a', 'carried-out', { id: 'a', version: 1, fields: { name: 'Ada' } }]]);
	});
});

describe('operations on one thing', () => {
	it('wait for the server’s id, and are sent under it', async () => {
		const { open, server, network } = start({ online: false });
		const outbox = await open();
		await outbox.enqueue(create('temporary', { name: 'Ada' }, { isTemporary: true }));
		await outbox.enqueue(update('temporary', { name: 'Eve' }, { ifMatch: 0 }));
		await outbox.enqueue(update('temporary', { name: 'Grace' }, { ifMatch: 0 }));
		await outbox.enqueue({ ...create('other', { parent: 'temporary' }), dependsOn: [outbox.list()[0]?.id ?? ''] });
		network.goOnline();
		await isEmpty(outbox);
		const [first, other] = [...server.rows.values()];
		expect(first).toMatchObject({ version: 3, fields: { name: 'Grace' } });
		expect(first?.id).not.toBe('temporary');
		expect(other?.fields).toEqual({ parent: first?.id });
	});

	it('find the server’s id even when they are queued after the create was sent', async () => {
		const { open, server } = start();
		const outbox = await open();
		await outbox.enqueue(create('temporary', { name: 'Ada' }, { isTemporary: true }));
		await isEmpty(outbox);
		await outbox.enqueue(update('temporary', { name: 'Grace' }));
		await isEmpty(outbox);
		expect([...server.rows.values()]).toMatchObject([{ version: 2, fields: { name: 'Grace' } }]);
	});

	it('follow the version that the one before results in, so that nobody conflicts with themselves', async () => {
		const { open, server, network } = start({ online: false });
		server.rows.set('a', { id: 'a', version: 7, fields: {} });
		const outbox = await open();
		await outbox.enqueue(update('a', { x: 1 }, { ifMatch: 7 }));
		await outbox.enqueue(update('a', { y: 2 }, { ifMatch: 7 }));
		await outbox.enqueue(remove('a', { ifMatch: 7 }));
		network.goOnline();
		await isEmpty(outbox);
		expect(server.requests.map(({ ifMatch }) => ifMatch)).toEqual([7, 8, 9]);
		expect(server.rows.size).toBe(0);
	});

	it('follow it although the answer was lost', async () => {
		const { open, server, network } = start({ online: false });
		server.rows.set('a', { id: 'a', version: 7, fields: {} });
		server.control.fail = ({ attempts }) => (attempts > 1 ? failure('IDEMPOTENCY_ANSWER_LOST', 409) : null);
		server.control.lose = ({ rowIds: [id], attempts }) => id === 'a' && attempts === 1;
		const outbox = await open();
		await outbox.enqueue(update('a', { x: 1 }, { ifMatch: 7 }));
		await outbox.enqueue(update('a', { y: 2 }, { ifMatch: 7 }));
		network.goOnline();
		await isEmpty(outbox);
		expect(server.rows.get('a')).toEqual({ id: 'a', version: 9, fields: { x: 1, y: 2 } });
	});
});

describe('a refusal', () => {
	it('stops what depends on it and nothing else', async () => {
		const { open, server, network } = start({ online: false });
		server.control.fail = ({ request: { body } }) =>
			(body as { bad?: true }).bad ? failure('VALIDATION_FAILED', 422) : null;
		const outbox = await open();
		await outbox.enqueue(create('a', { bad: true }));
		await outbox.enqueue(update('a', { name: 'Ada' }));
		await outbox.enqueue(create('b'));
		network.goOnline();
		await expect.poll(() => states(outbox)).toEqual(['a failed', 'a waiting']);
		expect([...server.rows.keys()]).toEqual(['b']);
		expect(outbox.list()[0]?.error).toMatchObject({ code: 'VALIDATION_FAILED', status: 422 });

		server.control.fail = () => null;
		await outbox.retry(outbox.list()[0]?.id ?? '');
		await isEmpty(outbox);
		expect(server.rows.get('a')?.fields).toEqual({ bad: true, name: 'Ada' });
	});

	it('of a create that is discarded takes along what depends on it, and says so', async () => {
		const { open, network } = start({ online: false });
		const outbox = await open();
		const first = await outbox.enqueue(create('a'));
		const second = await outbox.enqueue(update('a', { name: 'Ada' }));
		const third = await outbox.enqueue(update('a', { name: 'Eve' }));
		await outbox.enqueue(create('b'));
		expect(outbox.dependantsOf(first.id).map(({ id }) => id)).toEqual([second.id, third.id]);
		const ended: string[] = [];
		outbox.onEnded(({ operation, outcome }) => ended.push(`${outcome} ${operation.id}`));
		const discarded = await outbox.discard(first.id);
		expect(discarded.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
		expect(ended).toEqual([first, second, third].map(({ id }) => `discarded ${id}`));
		expect(states(outbox)).toEqual(['b waiting']);
		network.goOnline();
		await isEmpty(outbox);
	});

	it('of an update that is discarded leaves the next one, on the version it was made on', async () => {
		const { open, server, network } = start({ online: false });
		server.rows.set('a', { id: 'a', version: 7, fields: {} });
		const outbox = await open();
		const first = await outbox.enqueue(update('a', { x: 1 }, { ifMatch: 7 }));
		await outbox.enqueue(update('a', { y: 2 }, { ifMatch: 8 }));
		expect(outbox.dependantsOf(first.id)).toEqual([]);
		await outbox.discard(first.id);
		network.goOnline();
		await isEmpty(outbox);
		expect(server.rows.get('a')).toEqual({ id: 'a', version: 8, fields: { y: 2 } });
	});

	it('of something that is gone already counts as removed', async () => {
		const { open } = start();
		const outbox = await open();
		await outbox.enqueue(remove('nobody'));
		await isEmpty(outbox);
	});

	it('names what cannot be done with an operation as it is', async () => {
		const { open } = start({ online: false });
		const outbox = await open();
		const { id } = await outbox.enqueue(create('a'));
		await expect(outbox.retry(id)).rejects.toMatchObject({ code: 'OUTBOX_WRONG_STATE' });
		await expect(outbox.resolve(id, 'mine')).rejects.toMatchObject({ code: 'OUTBOX_WRONG_STATE' });
		await expect(outbox.resolve(id, 'theirs')).rejects.toMatchObject({ code: 'OUTBOX_WRONG_STATE' });
		await expect(outbox.discard('nobody')).rejects.toMatchObject({ code: 'OUTBOX_UNKNOWN_OPERATION' });
		expect(states(outbox)).toEqual(['a waiting']);
	});
});

describe('what is taken back', () => {
	/** The answer to the first attempt comes when it is let go. */
	const whileSending = async () => {
		const world = start();
		const answer = Promise.withResolvers<void>();
		const outbox = await world.open({
			async send(operation) {
				await answer.promise;
				return world.server.send(operation);
			},
			baseDelay: 3_600_000,
			maximumDelay: 3_600_000,
		});
		const { id } = await outbox.enqueue(create('a'));
		await expect.poll(() => states(outbox)).toEqual(['a sending']);
		await expect(outbox.discard(id)).rejects.toMatchObject({ code: 'OUTBOX_WRONG_STATE' });
		return { ...world, outbox, answer, withdrawn: outbox.withdraw(id) };
	};

	it('leaves at once when nobody is sending it', async () => {
		const { open, server, network } = start({ online: false });
		const outbox = await open();
		const { id } = await outbox.enqueue(create('a'));
		expect(await outbox.withdraw(id)).toBe(true);
		expect(outbox.list()).toEqual([]);
		network.goOnline();
		await outbox.flush();
		expect(server.requests).toEqual([]);
	});

	it('leaves after the attempt that is under way, when that fails', async () => {
		const { outbox, server, answer, withdrawn } = await whileSending();
		server.control.fail = () => failure('NETWORK_ERROR', 0);
		answer.resolve();
		expect(await withdrawn).toBe(true);
		expect(outbox.list()).toEqual([]);
		expect(server.effects).toEqual([]);
	});

	it('is told to have been sent, when that succeeds', async () => {
		const { outbox, server, answer, withdrawn } = await whileSending();
		answer.resolve();
		expect(await withdrawn).toBe(false);
		expect(outbox.list()).toEqual([]);
		expect(server.effects).toHaveLength(1);
	});

	it('is left as it is when the outbox is let go meanwhile', async () => {
		const { outbox, withdrawn } = await whileSending();
		const refused = expect(withdrawn).rejects.toMatchObject({ code: 'OUTBOX_UNAVAILABLE' });
		outbox.dispose();
		await refused;
	});
});

describe('a conflict', () => {
	const inConflict = async (onConflict?: 'ask' | 'mine' | 'theirs') => {
		const world = start({ online: false });
		world.server.rows.set('a', { id: 'a', version: 8, fields: { name: 'Theirs', age: 3 } });
		const outbox = await world.open();
		await outbox.enqueue(update('a', { name: 'Mine' }, { ifMatch: 7, ...(onConflict && { onConflict }) }));
		world.network.goOnline();
		return { ...world, outbox, name: () => world.server.rows.get('a')?.fields };
	};

	it('asks, and overwrites nothing meanwhile', async () => {
		const { outbox, name } = await inConflict();
		await expect.poll(() => states(outbox)).toEqual(['a conflict']);
		expect(name()).toEqual({ name: 'Theirs', age: 3 });
	});

	it('keeps mine on the version of now', async () => {
		const { outbox, name } = await inConflict();
		await expect.poll(() => states(outbox)).toEqual(['a conflict']);
		await outbox.resolve(outbox.list()[0]?.id ?? '', 'mine');
		await isEmpty(outbox);
		expect(name()).toEqual({ name: 'Mine', age: 3 });
	});

	it('takes theirs', async () => {
		const { outbox, name, server } = await inConflict();
		await expect.poll(() => states(outbox)).toEqual(['a conflict']);
		await outbox.resolve(outbox.list()[0]?.id ?? '', 'theirs');
		expect(outbox.list()).toEqual([]);
		expect(name()).toEqual({ name: 'Theirs', age: 3 });
		expect(server.effects).toEqual([]);
	});

	it.each([
		['mine', 'Mine'],
		['theirs', 'Theirs'],
	] as const)('is settled without asking where %s is to win', async (policy, winner) => {
		const { outbox, name } = await inConflict(policy);
		await isEmpty(outbox);
		expect(name()).toEqual({ name: winner, age: 3 });
	});

	it('stays when the version of now cannot be read', async () => {
		const { outbox, server } = await inConflict();
		await expect.poll(() => states(outbox)).toEqual(['a conflict']);
		server.rows.clear();
		await expect(outbox.resolve(outbox.list()[0]?.id ?? '', 'mine')).rejects.toMatchObject({
			code: 'RECORD_NOT_FOUND',
		});
		expect(states(outbox)).toEqual(['a conflict']);
	});
});

describe('a network that fails', () => {
	it.each([
		['NETWORK_ERROR', 0],
		['TIMEOUT', 0],
		['CIRCUIT_OPEN', 0],
		['RESPONSE_INVALID', 0],
		['RATE_LIMITED', 429],
		['TOKEN_EXPIRED', 401],
		['IDEMPOTENCY_IN_PROGRESS', 409],
		['INTERNAL_ERROR', 500],
		['NOT_READY', 503],
	])('with %s keeps the order and goes on by itself', async (code, status) => {
		const { open, server } = start();
		let failing = 2;
		server.control.fail = () => (failing-- > 0 ? failure(code, status) : null);
		const outbox = await open();
		await outbox.enqueue(create('a'));
		await outbox.enqueue(create('b'));
		await isEmpty(outbox);
		expect([...server.rows.keys()]).toEqual(['a', 'b']);
	});

	it('after the effect does nothing twice', async () => {
		const { open, server } = start();
		server.control.lose = ({ attempts }) => attempts < 3;
		const outbox = await open();
		await outbox.enqueue(create('a', {}, { isTemporary: true }));
		await isEmpty(outbox);
		expect(server.rows.size).toBe(1);
		expect(server.requests).toHaveLength(3);
	});

	it('sends nothing while it is known to be away', async () => {
		const { open, server, network } = start({ online: false });
		const outbox = await open();
		await outbox.enqueue(create('a'));
		expect(server.requests).toEqual([]);
		network.goOnline();
		await isEmpty(outbox);
	});

	it('is tried again at once when it comes back, but not before the time the server named', async () => {
		const { open, server, network } = start();
		server.control.fail = () => failure('NETWORK_ERROR', 0);
		const outbox = await open({ baseDelay: 3_600_000, maximumDelay: 3_600_000 });
		await outbox.enqueue(create('a'));
		await expect.poll(() => outbox.list()[0]?.error?.code).toBe('NETWORK_ERROR');
		server.control.fail = () => failure('RATE_LIMITED', 429, 3600);
		network.goOnline();
		await expect.poll(() => outbox.list()[0]?.error?.code).toBe('RATE_LIMITED');
		server.control.fail = () => null;
		await outbox.flush();
		expect(server.requests).toHaveLength(2);
	});

	it('is told from a server that cannot do this one operation: the rest goes on', async () => {
		const { open, server } = start();
		server.control.fail = ({ rowIds: [id] }) => (id === 'a' ? failure('INTERNAL_ERROR', 500) : null);
		const outbox = await open({ baseDelay: 1, maximumDelay: 1 });
		await outbox.enqueue(create('a'));
		await outbox.enqueue(create('b'));
		await expect.poll(() => states(outbox)).toEqual(['a failed']);
		expect([...server.rows.keys()]).toEqual(['b']);
	});
});
