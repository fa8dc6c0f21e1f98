import { describe, expect, it, onTestFinished } from 'vitest';
import { create, createOutboxWorld, remove, update } from '../testing/start-outbox.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxStep } from './replayer.ts';

const isEmpty = (outbox: Outbox): Promise<void> =>
	new Promise((resolve) => {
		const look = (): void => {
			if (outbox.list().length === 0) resolve();
		};
		outbox.subscribe(look);
		look();
	});

/** Kills the page at the `at`th step: nothing of it goes on, and the database stays as it is. */
const killAt = (at: number) => {
	const { promise: killed, resolve: kill } = Promise.withResolvers<OutboxStep>();
	let count = 0;
	const onStep = (step: OutboxStep): Promise<void> | undefined => {
		count += 1;
		if (count < at) return undefined;
		kill(step);
		return new Promise(() => {});
	};
	return { onStep, killed };
};

describe('a page that is killed after any step', () => {
	it('loses nothing and does nothing twice', async () => {
		const { server, network, open } = createOutboxWorld({ online: false });
		// A name the server chooses anew each time: a create that is done twice would show.
		const first = await open();
		for (const name of ['a', 'b', 'c']) {
			await first.enqueue(create(name, { name }, { isTemporary: true }));
			await first.enqueue(update(name, { changed: 1 }, { ifMatch: 0 }));
			await first.enqueue(update(name, { changed: 2 }, { ifMatch: 0 }));
		}
		await first.enqueue(create('d', { name: 'd' }, { isTemporary: true }));
		await first.enqueue(remove('d', { ifMatch: 0 }));
		first.dispose();
		network.goOnline();

		const steps: OutboxStep[] = [];
		for (;;) {
			// Each operation is stopped after its first step, then after its second, and so on.
			const { onStep, killed } = killAt((steps.length % 4) + 1);
			const page = await open({ onStep });
			const step = await Promise.race([killed, isEmpty(page).then(() => null)]);
			page.dispose();
			if (step === null) break;
			steps.push(step);
		}
		expect(new Set(steps)).toEqual(new Set(['claimed', 'sending', 'answered', 'recorded']));
		const rows = [...server.rows.values()].map(({ version, fields }) => ({ version, ...fields }));
		expect(rows).toEqual(['a', 'b', 'c'].map((name) => ({ version: 3, name, changed: 2 })));
		expect(server.effects).toHaveLength(11);
	});

	it.each(['claimed', 'sending', 'answered', 'recorded'] as const)('namely after %s', async (step) => {
		const { server, network, open } = createOutboxWorld({ online: false });
		const first = await open();
		const count = 5;
		for (let index = 0; index < count; index += 1) await first.enqueue(create(`t${index}`, {}, { isTemporary: true }));
		first.dispose();
		network.goOnline();
		let kills = 0;
		// Each page gets one operation further than the one before: it is killed at its second such step.
		for (let left = count; left > 0; ) {
			const { promise: killed, resolve: kill } = Promise.withResolvers<boolean>();
			let seen = 0;
			const page = await open({
				onStep: (now) => {
					if (now !== step) return undefined;
					seen += 1;
					if (seen < 2) return undefined;
					kill(true);
					return new Promise(() => {});
				},
			});
			const wasKilled = await Promise.race([killed, isEmpty(page).then(() => false)]);
			left = page.list().length;
			page.dispose();
			if (wasKilled) kills += 1;
		}
		expect(kills).toBeGreaterThan(1);
		expect(server.rows.size).toBe(count);
		expect(server.effects).toHaveLength(count);
	});

	it('as soon as it was stored: it waits there for the next page', async () => {
		const { server, network, open } = createOutboxWorld({ online: false });
		const { onStep, killed } = killAt(1);
		const page = await open({ onStep });
		void page.enqueue(create('a'));
		expect(await killed).toBe('enqueued');
		page.dispose();
		network.goOnline();
		const next = await open();
		onTestFinished(() => next.dispose());
		await isEmpty(next);
		expect([...server.rows.keys()]).toEqual(['a']);
	});

	it('after a conflict was settled: it is settled', async () => {
		const { server, network, open } = createOutboxWorld({ online: false });
		server.rows.set('a', { id: 'a', version: 8, fields: {} });
		const page = await open({ onStep: (step) => (step === 'resolved' ? new Promise(() => {}) : undefined) });
		await page.enqueue(update('a', { name: 'Mine' }, { ifMatch: 7 }));
		network.goOnline();
		await expect.poll(() => page.list()[0]?.state).toBe('conflict');
		void page.resolve(page.list()[0]?.id ?? '', 'mine');
		await expect.poll(() => page.list()[0]?.state).toBe('waiting');
		page.dispose();
		const next = await open();
		onTestFinished(() => next.dispose());
		await isEmpty(next);
		expect(server.rows.get('a')?.fields).toEqual({ name: 'Mine' });
	});
});
