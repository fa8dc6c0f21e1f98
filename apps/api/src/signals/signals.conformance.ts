import { afterEach, describe, expect, it } from 'vitest';
import type { Signals } from './signals.ts';

/** What holds for every kind of signals. `open` gives one node's end; all ends it gives belong together. */
export const describeSignals = (name: string, open: () => Promise<Signals>): void => {
	describe(name, () => {
		const opened: Signals[] = [];
		const openEnd = async () => {
			const signals = await open();
			opened.push(signals);
			return signals;
		};
		afterEach(async () => {
			for (const signals of opened.splice(0)) await signals.close();
		});
		/** Resolves with the next message. */
		const next = (signals: Signals, channel: string) =>
			new Promise<unknown>((resolve) => {
				const stop = signals.subscribe(channel, (message) => {
					stop();
					resolve(message);
				});
			});

		it('reach whoever listens, as they were sent', async () => {
			const signals = await openEnd();
			const received = Promise.all([next(signals, 'boats'), next(signals, 'boats')]);
			signals.publish('boats', { name: 'Ægir', tags: [1, null] });
			expect(await received).toEqual([
				{ name: 'Ægir', tags: [1, null] },
				{ name: 'Ægir', tags: [1, null] },
			]);
		});

		it('stay on their channel and keep their order', async () => {
			const signals = await openEnd();
			const received: unknown[] = [];
			signals.subscribe('boats', (message) => received.push(message));
			signals.publish('boat', 'other');
			for (const message of [1, 2, 3]) signals.publish('boats', message);
			const last = next(signals, 'end');
			signals.publish('end', true);
			await last;
			expect(received).toEqual([1, 2, 3]);
		});

		it('come to nobody who has stopped to listen, and others do not notice', async () => {
			const signals = await openEnd();
			const received: unknown[] = [];
			const listener = (message: unknown) => received.push(message);
			const stop = signals.subscribe('boats', listener);
			signals.subscribe('boats', listener);
			stop();
			const last = next(signals, 'end');
			signals.publish('boats', 1);
			signals.publish('end', true);
			await last;
			expect(received).toEqual([1]);
		});

		it('go on to the others when a listener throws', async () => {
			const signals = await openEnd();
			signals.subscribe('boats', () => {
				throw new Error('no boats today');
			});
			const received = next(signals, 'boats');
			signals.publish('boats', 1);
			expect(await received).toBe(1);
		});

		it('do nothing after the end', async () => {
			const signals = await openEnd();
			const received: unknown[] = [];
			signals.subscribe('boats', (message) => received.push(message));
			await signals.close();
			signals.publish('boats', 1);
			const other = await openEnd();
			const last = next(other, 'end');
			other.publish('end', true);
			await last;
			expect(received).toEqual([]);
		});
	});
};
