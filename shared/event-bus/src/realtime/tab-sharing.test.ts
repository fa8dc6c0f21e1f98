import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTabs } from '../testing/open-tabs.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** So many tabs, connected. */
const openTabs = async (count: number, ...args: Parameters<typeof createTabs>) => {
	const tabs = createTabs(...args);
	for (let index = 0; index < count; index += 1) {
		tabs.open();
		await settle();
	}
	return { ...tabs, tabs };
};
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

describe('tabs of one person', () => {
	it('have one connection, and each gets every event once and in order', async () => {
		const { server, opened, publish } = await openTabs(20);
		for (let index = 0; index < 50; index += 1) publish();
		await settle();
		expect(server.connectionCount).toBe(1);
		expect(server.received.filter(({ type }) => type === 'authenticate')).toHaveLength(1);
		for (const { names, realtime } of opened) {
			expect(names).toEqual(numbers(1, 50));
			expect(realtime.state).toBe('connected');
		}
		expect(opened.map(({ realtime }) => realtime.role)).toEqual(['leader', ...Array(19).fill('follower')]);
		expect(opened.map(({ realtime }) => realtime.transport)).toEqual(['websocket', ...Array(19).fill('other-tab')]);
	});

	it('and of another have one each', async () => {
		const { server, opened, tabs } = await openTabs(2);
		tabs.open({ userId: 'bea' });
		tabs.open({ userId: 'bea' });
		await settle();
		expect(server.connectionCount).toBe(2);
		expect(opened.map(({ realtime }) => realtime.role)).toEqual(['leader', 'follower', 'leader', 'follower']);
	});

	it.each(['locks', 'createChannel'])('without %s have one each', async (missing) => {
		const { server, opened, publish } = await openTabs(3, { [missing]: undefined });
		publish();
		await settle();
		expect(server.connectionCount).toBe(3);
		expect(opened.map(({ realtime }) => realtime.role)).toEqual(['alone', 'alone', 'alone']);
		for (const { names } of opened) expect(names).toEqual(['1']);
	});

	it('that may not use locks have one each', async () => {
		const { server, opened, publish } = await openTabs(2, {
			locks: { request: () => Promise.reject(new DOMException('No locks here.', 'SecurityError')) },
		});
		publish();
		await settle();
		expect(server.connectionCount).toBe(2);
		for (const { names } of opened) expect(names).toEqual(['1']);
	});

	it('all learn that the connection dropped, and that it is back', async () => {
		const { server, opened } = await openTabs(3);
		server.drop();
		await settle();
		expect(opened.map(({ realtime }) => realtime.state)).toEqual(['reconnecting', 'reconnecting', 'reconnecting']);
		await pass(1000);
		expect(opened.map(({ realtime }) => realtime.state)).toEqual(['connected', 'connected', 'connected']);
	});

	it('all fetch again when the log does not reach back', async () => {
		const { server, opened, publish } = await openTabs(3);
		publish();
		await settle();
		server.drop();
		publish();
		server.forgetLog();
		await pass(1000);
		publish();
		await settle();
		expect(opened.map(({ resyncs }) => resyncs.length)).toEqual([1, 1, 1]);
		for (const { names } of opened) expect(names).toEqual(['1', '3']);
	});
});

describe('the leader', () => {
	it('that is closed is followed by the next at once, and nothing is lost or doubled', async () => {
		const { server, opened, publish } = await openTabs(3);
		publish();
		await settle();
		opened[0]?.realtime.disconnect();
		publish();
		await settle();
		publish();
		await settle();
		expect(server.connectionCount).toBe(1);
		expect(opened.map(({ realtime }) => realtime.role)).toEqual([null, 'leader', 'follower']);
		for (const { names, resyncs } of opened.slice(1)) {
			expect(names).toEqual(numbers(1, 3));
			expect(resyncs).toEqual([]);
		}
	});

	it('that crashes, likewise', async () => {
		const { opened, publish } = await openTabs(3);
		opened[0]?.tab.kill();
		publish();
		await settle();
		expect(opened[1]?.realtime.role).toBe('leader');
		for (const { names } of opened.slice(1)) expect(names).toEqual(['1']);
	});

	it('that is about to be frozen hands over at once, and follows when it wakes', async () => {
		const { server, opened, publish } = await openTabs(3);
		opened[0]?.tab.freeze({ announced: true });
		publish();
		await settle();
		expect(opened[1]?.realtime.role).toBe('leader');
		opened[0]?.tab.thaw();
		await settle();
		expect(server.connectionCount).toBe(1);
		expect(opened[0]?.realtime.role).toBe('follower');
		for (const { names, realtime } of opened) {
			expect(names).toEqual(['1']);
			expect(realtime.state).toBe('connected');
		}
	});

	it('that froze without a word is replaced by a visible tab in under 5 s, and steps back when it wakes', async () => {
		const { server, opened, publish } = await openTabs(3);
		opened[0]?.tab.freeze();
		publish();
		await pass(4500);
		expect(opened.slice(1).map(({ names }) => names)).toEqual([['1'], ['1']]);
		publish();
		opened[0]?.tab.thaw();
		await settle();
		publish();
		await settle();
		expect(opened.filter(({ realtime }) => realtime.role === 'leader')).toHaveLength(1);
		expect(opened[0]?.realtime.role).toBe('follower');
		expect(server.connectionCount).toBe(1);
		for (const { names, resyncs, realtime } of opened) {
			expect(names).toEqual(numbers(1, 3));
			expect(resyncs).toEqual([]);
			expect(realtime.state).toBe('connected');
		}
	});

	it('that froze is left alone while nobody looks, and replaced once somebody does', async () => {
		const { opened, publish } = await openTabs(2);
		for (const { tab } of opened) tab.setVisible(false);
		opened[0]?.tab.freeze();
		publish();
		await pass(20_000);
		expect(opened[1]?.realtime.role).toBe('follower');
		opened[1]?.tab.setVisible(true);
		await pass(4500);
		expect(opened[1]?.realtime.role).toBe('leader');
		expect(opened[1]?.names).toEqual(['1']);
	});

	it('that answers keeps the lead, however long nothing happens', async () => {
		const { server, opened } = await openTabs(3);
		await pass(120_000);
		expect(opened[0]?.realtime.role).toBe('leader');
		expect(server.received.filter(({ type }) => type === 'authenticate')).toHaveLength(1);
	});

	it('whose session is over lets the others find out for themselves', async () => {
		const { opened, server, tabs } = await openTabs(1, { renewToken: async () => null });
		tabs.open();
		await settle();
		server.drop(4403);
		await settle();
		server.drop(4403);
		await settle();
		expect(opened.map(({ realtime }) => realtime.state)).toEqual(['disconnected', 'disconnected']);
	});
});

describe('a follower that missed something', () => {
	it('gets it from what the leader kept', async () => {
		const { browser, server, opened, publish } = await openTabs(2);
		browser.onMessage = () => 'lost';
		publish();
		publish();
		await settle();
		browser.onMessage = () => 'arrives';
		publish();
		await settle();
		expect(opened.map(({ names }) => names)).toEqual([numbers(1, 3), numbers(1, 3)]);
		expect(server.received.filter(({ type }) => type === 'authenticate')).toHaveLength(1);
	});

	it('finds out without another event', async () => {
		const { browser, opened, publish } = await openTabs(2);
		browser.onMessage = () => 'lost';
		publish();
		await settle();
		browser.onMessage = () => 'arrives';
		await pass(1000);
		expect(opened[1]?.names).toEqual(['1']);
	});

	it('gets from the server what the leader no longer has', async () => {
		const { browser, server, opened, publish } = await openTabs(2, { replayBuffer: 2 });
		browser.onMessage = () => 'lost';
		for (let index = 0; index < 10; index += 1) publish();
		await settle();
		browser.onMessage = () => 'arrives';
		await pass(1000);
		expect(opened.map(({ names }) => names)).toEqual([numbers(1, 10), numbers(1, 10)]);
		expect(opened.map(({ resyncs }) => resyncs.length)).toEqual([0, 0]);
		expect(server.received.filter(({ type }) => type === 'authenticate')).toHaveLength(2);
	});

	it('of too much fetches again, alone', async () => {
		const { browser, opened, publish } = await openTabs(3, { replayBuffer: 2, maximumRewind: 5 });
		let left = 0;
		// What the leader says reaches the second tab alone.
		browser.onMessage = () => (left++ % 2 === 0 ? 'arrives' : 'lost');
		for (let index = 0; index < 10; index += 1) publish();
		await settle();
		browser.onMessage = () => 'arrives';
		await pass(1000);
		publish();
		await settle();
		expect(opened.map(({ resyncs }) => resyncs.length)).toEqual([0, 0, 1]);
		expect(opened[1]?.names).toEqual(numbers(1, 11));
		expect(opened[2]?.names.at(-1)).toBe('11');
	});
});

describe('messages of other tabs', () => {
	it('that are nonsense, or no event of the server, are ignored', async () => {
		const { browser, opened, publish } = await openTabs(2);
		let signedOut = 0;
		for (const { bus } of opened) bus.on('session:signed-out', () => signedOut++);
		const stranger = browser.openTab().createChannel('flotilla.realtime.ada');
		const frame = { type: 'session:signed-out', payload: { userId: null, reason: 'revoked' }, timestamp: 't', id: '1' };
		for (const message of [
			null,
			7,
			{ type: 'lead' },
			{ type: 'lead', tab: 'x', term: 'soon', state: 'connected', position: null, roll: false },
			{ type: 'moment', tab: 'x', frame },
			{ type: 'entries', tab: 'x', entries: [{ epoch: '1', after: 0, offset: 'next' }] },
		])
			stranger.postMessage(message);
		publish();
		await settle();
		expect(signedOut).toBe(0);
		for (const { names } of opened) expect(names).toEqual(['1']);
	});
});

it('disconnect leaves no timer, no lock and no channel behind in any tab', async () => {
	const { opened, server } = await openTabs(4);
	for (const { realtime } of opened) realtime.disconnect();
	await settle();
	expect(vi.getTimerCount()).toBe(0);
	expect(server.connectionCount).toBe(0);
	expect(opened.map(({ realtime, states }) => [realtime.state, realtime.role, states.at(-2)])).toEqual(
		Array(4).fill(['disconnected', null, 'closing']),
	);
});
