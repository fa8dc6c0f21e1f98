import { describe, expect, it, onTestFinished } from 'vitest';
import { failure } from '../testing/fake-outbox-server.ts';
import { create, createOutboxWorld, createTestNetwork, update } from '../testing/start-outbox.ts';
import { createOutbox } from './create-outbox.ts';
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

const isEmpty = (outbox: Outbox) => expect.poll(() => outbox.list().length).toBe(0);

describe('several tabs with one outbox', () => {
	it('see the same queue', async () => {
		const { open, network } = start({ online: false });
		const [one, two] = [await open(), await open()];
		const first = await one.enqueue(create('a'));
		await two.enqueue(create('b'));
		for (const tab of [one, two]) {
			await expect.poll(() => tab.list().map(({ rowIds: [id] }) => id)).toEqual(['a', 'b']);
		}
		await two.discard(first.id);
		await expect.poll(() => one.list().map(({ rowIds: [id] }) => id)).toEqual(['b']);
		network.goOnline();
		await isEmpty(one);
		await isEmpty(two);
	});

	it('send everything once between them, in order', async () => {
		const { open, network, server } = start({ online: false });
		const tabs = [await open(), await open(), await open()];
		const told = tabs.map(() => 0);
		tabs.forEach((tab, index) => {
			tab.onEnded(() => {
				told[index] = (told[index] ?? 0) + 1;
			});
		});
		for (let index = 0; index < 30; index += 1) {
			await tabs[index % 3]?.enqueue(create(`t${index}`, {}, { isTemporary: true }));
		}
		network.goOnline();
		for (const tab of tabs) await isEmpty(tab);
		expect(server.requests.map(({ rowIds: [id] }) => id)).toEqual(Array.from({ length: 30 }, (_, n) => `t${n}`));
		// Each tab heard of each answer, whoever got it.
		await expect.poll(() => told).toEqual([30, 30, 30]);
	});

	it('go on when the one that sends is closed', async () => {
		const { open, network, server } = start({ online: false });
		const sender = await open({ onStep: (step) => (step === 'sending' ? new Promise(() => {}) : null) });
		const othersNetwork = createTestNetwork(false);
		const other = await open({ network: othersNetwork });
		await sender.enqueue(create('a', {}, { isTemporary: true }));
		await sender.enqueue(create('b', {}, { isTemporary: true }));
		network.goOnline();
		await expect.poll(() => other.list()[0]?.state).toBe('sending');
		othersNetwork.goOnline();
		sender.dispose();
		await isEmpty(other);
		expect(server.rows.size).toBe(2);
	});

	it('take over from one that is frozen, whose late record then counts for nothing', async () => {
		const { open, network, server } = start({ online: false });
		const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>();
		// A frozen tab runs no timers: it shows no sign of life.
		const frozen = await open({
			onStep: (step) => (step === 'answered' ? thawed : undefined),
			beatEvery: 2 ** 30,
			deadAfter: 300,
		});
		await frozen.enqueue(create('a', {}, { isTemporary: true }));
		await frozen.enqueue(update('a', { name: 'Ada' }));
		const other = await open({ deadAfter: 300 });
		network.goOnline();
		await isEmpty(other);
		thaw();
		await isEmpty(frozen);
		expect([...server.rows.values()]).toMatchObject([{ version: 2, fields: { name: 'Ada' } }]);
		expect(server.effects).toHaveLength(2);
	});

	it('are not taken from while one is slow but alive', async () => {
		const { open, network, server } = start({ online: false });
		const slow = await open({
			send: async (operation) => {
				await new Promise((resolve) => setTimeout(resolve, 600));
				return server.send(operation);
			},
			beatEvery: 20,
			deadAfter: 200,
		});
		const other = await open({ deadAfter: 200 });
		await slow.enqueue(create('a'));
		await expect.poll(() => other.list().length).toBe(1);
		network.goOnline();
		await isEmpty(other);
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]?.attempts).toBe(1);
	});

	it('need no Web Locks', async () => {
		const { open, network, server } = start({ online: false });
		const tabs = [await open({ locks: undefined }), await open({ locks: undefined })];
		for (let index = 0; index < 10; index += 1) await tabs[index % 2]?.enqueue(create(`t${index}`));
		network.goOnline();
		for (const tab of tabs) await isEmpty(tab);
		expect(server.rows.size).toBe(10);
		expect(server.effects).toHaveLength(10);
	});
});

describe('another person', () => {
	it('sees and sends nothing of it', async () => {
		const { open, server } = start({ online: false });
		const mine = await open();
		await mine.enqueue(create('a'));
		const others = await createOutbox({
			userId: crypto.randomUUID(),
			send: server.send,
			readVersion: server.readVersion,
		});
		onTestFinished(() => others.dispose());
		await others.flush();
		expect(others.list()).toEqual([]);
		expect(server.requests).toEqual([]);
	});
});

describe('clearing', () => {
	it('forgets everything in every tab, from under a sender at work, too', async () => {
		const { open, server } = start();
		const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
		const one = await open({ onStep: (step) => (step === 'answered' ? held : undefined) });
		const two = await open();
		await one.enqueue(create('a'));
		await one.enqueue(create('b'));
		await expect.poll(() => two.list()[0]?.state).toBe('sending');
		expect(two.hasUnsent()).toBe(true);
		await two.clear();
		letGo();
		for (const tab of [one, two]) await isEmpty(tab);
		expect(one.hasUnsent()).toBe(false);
		await one.flush();
		expect([...server.rows.keys()]).toEqual(['a']);
		await one.enqueue(create('c'));
		await isEmpty(one);
		expect([...server.rows.keys()]).toEqual(['a', 'c']);
	});
});

describe('limits', () => {
	it('of count and bytes refuse one more, and nothing that waits is lost', async () => {
		const { open } = start({ online: false });
		const outbox = await open({ limits: { maximumOperations: 2, maximumBytes: 2000 } });
		await outbox.enqueue(create('a'));
		await expect(outbox.enqueue(create('b', { text: 'x'.repeat(2000) }))).rejects.toMatchObject({
			code: 'OUTBOX_FULL',
		});
		await outbox.enqueue(create('b'));
		await expect(outbox.enqueue(create('c'))).rejects.toMatchObject({ code: 'OUTBOX_FULL', name: 'OutboxError' });
		expect(outbox.list().map(({ rowIds: [id] }) => id)).toEqual(['a', 'b']);
	});

	it('do not take what JSON cannot say', async () => {
		const { open } = start({ online: false });
		const outbox = await open();
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		await expect(outbox.enqueue(create('a', circle))).rejects.toMatchObject({ code: 'OUTBOX_REFUSED' });
		expect(outbox.list()).toEqual([]);
	});

	it('of age ask before something old is sent', async () => {
		const { open, network, server } = start({ online: false });
		const outbox = await open({ limits: { maximumAge: -1 } });
		const { id } = await outbox.enqueue(create('a'));
		network.goOnline();
		await expect.poll(() => outbox.list()[0]?.error?.code).toBe('OUTBOX_TOO_OLD');
		expect(server.requests).toEqual([]);
		expect(outbox.list()[0]?.state).toBe('failed');
		outbox.dispose();
		const patient = await open();
		await patient.retry(id);
		await isEmpty(patient);
		expect(server.rows.size).toBe(1);
	});

	it('of a key’s life keep from sending again what may be done already', async () => {
		const { open, server } = start();
		server.control.lose = ({ rowIds: [id] }) => id !== 'c';
		const outbox = await open({ limits: { keyLifetime: -1 } });
		await outbox.enqueue(create('a', {}, { isTemporary: true }));
		await expect.poll(() => outbox.list()[0]?.error?.code).toBe('OUTBOX_OUTCOME_UNKNOWN');
		// The server knows this id: to repeat it is harmless.
		await outbox.enqueue(create('c'));
		await expect.poll(() => server.rows.has('c')).toBe(true);
		server.control.fail = () => failure('RECORD_EXISTS', 409);
		expect(server.requests.filter(({ rowIds: [id] }) => id === 'a')).toHaveLength(1);
	});
});

describe('a database that is not there', () => {
	it('is told as such', async () => {
		const name = `flotilla.outbox.${crypto.randomUUID()}`;
		// A newer page has been here, and left a schema that this one does not know.
		await new Promise((resolve, reject) => {
			const request = indexedDB.open(name, 99);
			request.onerror = reject;
			request.onsuccess = () => {
				request.result.close();
				resolve(null);
			};
		});
		const { open } = start();
		await expect(open({ database: name })).rejects.toMatchObject({ code: 'OUTBOX_UNAVAILABLE' });
	});
});
