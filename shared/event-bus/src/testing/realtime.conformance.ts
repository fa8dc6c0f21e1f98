import type { StreamPosition } from '@flotilla/contracts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
import { createRealtime, type RealtimeOptions } from '../realtime/realtime.ts';

/** A server to connect to, real or not. */
export interface RealtimeWorld {
	/** How to reach it, over the transport that is tested. */
	options: Pick<RealtimeOptions, 'url' | 'createSocket' | 'streamUrl' | 'fetch'>;
	/** A token that is good. */
	token: string;
	position(): Promise<StreamPosition>;
	/** Has the server raise `users:deleted` for each id, in order. */
	publish(ids: readonly string[]): Promise<void>;
	/** Has the server raise `files:deleted`, which is of another topic. */
	publishFile(id: string): Promise<void>;
	/** Breaks every connection, without a word to either side. */
	cut(): void;
	/** Connections that the server counts. */
	connectionCount(): Promise<number>;
	dispose(): Promise<void>;
}

/** What holds for every transport and every server. */
export const describeRealtime = (name: string, createWorld: () => Promise<RealtimeWorld>): void => {
	const start = async (options: Partial<RealtimeOptions> = {}) => {
		const world = await createWorld();
		const bus = createEventBus();
		const heard: string[] = [];
		const resyncs: string[] = [];
		bus.on('users:deleted', ({ id }) => heard.push(id));
		bus.on('files:deleted', ({ id }) => heard.push(`file ${id}`));
		bus.on('realtime:resync-required', ({ reason }) => resyncs.push(reason));
		const realtime = createRealtime({
			bus,
			getToken: () => world.token,
			renewToken: async () => world.token,
			reconnectBaseDelay: 20,
			reconnectMaximumDelay: 50,
			fallbackAfter: 1,
			...world.options,
			...options,
		});
		onTestFinished(async () => {
			realtime.disconnect();
			await world.dispose();
		});
		return { world, realtime, heard, resyncs };
	};
	const newIds = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());
	const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 8000, interval: 10 });
	const connected = ({ realtime }: { realtime: { state: string } }) =>
		eventually(() => expect(realtime.state).toBe('connected'));

	describe(name, () => {
		it('raises what happens, once and in order', async () => {
			const started = await start();
			started.realtime.connect();
			await connected(started);
			const ids = newIds(30);
			await started.world.publish(ids);
			await eventually(() => expect(started.heard).toEqual(ids));
			expect([started.resyncs, started.realtime.badFrameCount]).toEqual([[], 0]);
		});

		it('gets what it missed while it was cut off, again and again', async () => {
			const started = await start();
			started.realtime.connect();
			await connected(started);
			const ids = newIds(40);
			for (let at = 0; at < ids.length; at += 10) {
				await started.world.publish(ids.slice(at, at + 5));
				started.world.cut();
				await started.world.publish(ids.slice(at + 5, at + 10));
			}
			await eventually(() => expect(started.heard).toEqual(ids));
			expect(started.resyncs).toEqual([]);
		});

		it('starts where its caller says', async () => {
			const started = await start();
			const resumeFrom = await started.world.position();
			const ids = newIds(3);
			await started.world.publish(ids);
			started.realtime.connect({ resumeFrom });
			await eventually(() => expect(started.heard).toEqual(ids));
		});

		it('says so when the log does not reach back, and goes on from now', async () => {
			const started = await start();
			started.realtime.connect({ resumeFrom: { epoch: 'another', offset: 1 } });
			await eventually(() => expect(started.resyncs).toHaveLength(1));
			const ids = newIds(2);
			await started.world.publish(ids);
			await eventually(() => expect(started.heard).toEqual(ids));
		});

		it('renews a token that is refused, and goes on', async () => {
			let token = 'no-token-of-anybody';
			const renewed = await start({
				getToken: () => token,
				renewToken: async () => {
					token = renewed.world.token;
					return token;
				},
			});
			renewed.realtime.connect();
			await connected(renewed);
			const ids = newIds(1);
			await renewed.world.publish(ids);
			await eventually(() => expect(renewed.heard).toEqual(ids));
		});

		it('follows the topics that were asked for alone, and those asked for later', async () => {
			const started = await start({ follow: 'subscribed' });
			const stop = started.realtime.subscribe('users');
			started.realtime.connect();
			await connected(started);
			const [first = '', second = '', third = ''] = newIds(3);
			const file = crypto.randomUUID();
			await started.world.publishFile(crypto.randomUUID());
			await started.world.publish([first]);
			await eventually(() => expect(started.heard).toEqual([first]));
			started.realtime.subscribe('files');
			// What is new follows from the answer on, which has no event of its own.
			await eventually(async () => {
				await started.world.publishFile(file);
				expect(started.heard).toContain(`file ${file}`);
			});
			stop();
			started.heard.length = 0;
			await started.world.publish([second, third]);
			const last = crypto.randomUUID();
			await started.world.publishFile(last);
			await eventually(() => expect(started.heard.at(-1)).toBe(`file ${last}`));
			expect(started.heard).not.toContain(second);
		});

		it('is gone from the server once it was ended', async () => {
			const started = await start();
			started.realtime.connect();
			await connected(started);
			// Those of other tests may only just be going.
			await eventually(async () => expect(await started.world.connectionCount()).toBe(1));
			started.realtime.disconnect();
			await eventually(async () => expect(await started.world.connectionCount()).toBe(0));
		});
	});
};
