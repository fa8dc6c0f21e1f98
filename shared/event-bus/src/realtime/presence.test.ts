import { createFakeRealtimeServer, type FakeRealtimeServer } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
import { createTabs } from '../testing/open-tabs.ts';
import { createRealtime } from './realtime.ts';
import { isRealtimeError } from './realtime-error.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A page of this person; the token names them. */
const open = (server: FakeRealtimeServer, userId: string) => {
	const refused: string[] = [];
	const realtime = createRealtime({
		url: '/ws',
		bus: createEventBus(),
		getToken: () => userId,
		renewToken: async () => userId,
		createSocket: server.createSocket,
		random: () => 0.5,
		maximumRooms: 2,
		onRefused: ({ code }) => refused.push(code),
	});
	onTestFinished(() => realtime.disconnect());
	return { realtime, refused };
};
const createServer = () => createFakeRealtimeServer({ authenticate: (token) => token });
const watch = (page: ReturnType<typeof open>, room: string, signal?: AbortSignal) => {
	const seen: string[] = [];
	const stop = page.realtime
		.presence(room)
		.onChange(
			({ members }) =>
				seen.push(
					members.map(({ userId, state }) => `${userId}${state === null ? '' : JSON.stringify(state)}`).join(' '),
				),
			{ signal },
		);
	return { seen, stop };
};

describe('a room', () => {
	it('shows who comes, what they say and who goes', async () => {
		const server = createServer();
		const [ada, bea] = [open(server, 'ada'), open(server, 'bea')];
		ada.realtime.connect();
		bea.realtime.connect();
		const { seen } = watch(ada, 'users');
		await settle();
		const leave = bea.realtime.presence('users').join({ row: 7 });
		await settle();
		bea.realtime.presence('users').join({ row: 8 })();
		await settle();
		leave();
		leave();
		await settle();
		expect(seen).toEqual(['', 'bea{"row":7}', 'bea{"row":8}', '']);
	});

	it('is entered and watched before the page is connected, and again after each drop', async () => {
		const server = createServer();
		const page = open(server, 'ada');
		page.realtime.presence('users').join({ at: 'start' });
		const { seen } = watch(page, 'users');
		page.realtime.connect();
		await settle();
		server.drop();
		await vi.advanceTimersByTimeAsync(1000);
		expect(seen.at(-1)).toBe('ada{"at":"start"}');
		expect(server.received.filter(({ type }) => type === 'presence')).toHaveLength(2);
		expect(page.realtime.state).toBe('connected');
	});

	it('tells a second watcher at once what is known', async () => {
		const server = createServer();
		const page = open(server, 'ada');
		page.realtime.connect();
		page.realtime.presence('users').join();
		const first = watch(page, 'users');
		await settle();
		const second = watch(page, 'users');
		expect(second.seen).toEqual(['ada']);
		first.stop();
		second.stop();
		expect(watch(page, 'users').seen).toEqual([]);
	});

	it('is left and no longer watched with the signal of whoever asked', async () => {
		const server = createServer();
		const page = open(server, 'ada');
		const life = new AbortController();
		page.realtime.connect();
		page.realtime.presence('users').join(undefined, { signal: life.signal });
		const { seen } = watch(page, 'users', life.signal);
		await settle();
		const before = seen.length;
		life.abort();
		await settle();
		expect(server.received.slice(-2).map(({ type }) => type)).toEqual(['presence-leave', 'unsubscribe']);
		expect(seen).toHaveLength(before);
		page.realtime.presence('users').join(undefined, { signal: life.signal });
		await settle();
		expect(server.received.at(-1)?.type).toBe('unsubscribe');
	});

	it.each([
		['ROOM_INVALID', (page: ReturnType<typeof open>) => page.realtime.presence('nowhere').join()],
		['TOPIC_INVALID', (page: ReturnType<typeof open>) => page.realtime.presence('nowhere').onChange(() => {})],
		['TOPIC_INVALID', (page: ReturnType<typeof open>) => page.realtime.subscribe('everything')],
		[
			'STATE_TOO_LARGE',
			(page: ReturnType<typeof open>) => page.realtime.presence('users').join({ text: 'é'.repeat(600) }),
		],
		[
			'TOO_MANY_ROOMS',
			(page: ReturnType<typeof open>) =>
				['users', 'files', 'data:boats'].map((room) => page.realtime.presence(room).join()),
		],
	])('that cannot be had is refused by %s, and nothing is sent', async (code, ask) => {
		const server = createServer();
		const page = open(server, 'ada');
		const attempt = (): unknown => {
			try {
				return ask(page);
			} catch (error) {
				return isRealtimeError(error) && error.code;
			}
		};
		expect(attempt()).toBe(code);
		page.realtime.connect();
		await settle();
		expect(server.received.filter(({ type }) => type === 'subscribe')).toEqual([]);
		expect(page.realtime.state).toBe('connected');
	});

	it('that the server refuses is reported', async () => {
		const server = createServer();
		const page = open(server, 'ada');
		page.realtime.connect();
		await settle();
		server.send('error', { code: 'FORBIDDEN', message: 'No.', topics: ['presence:users'] });
		await settle();
		expect(page.refused).toEqual(['FORBIDDEN']);
	});
});

describe('over the tabs of one person', () => {
	it('what each wishes goes over the one connection, ends with the tab, and is taken over by the next leader', async () => {
		const { server, ...tabs } = createTabs();
		const [first, second, third] = [tabs.open(), tabs.open(), tabs.open()];
		await settle();
		second.realtime.presence('users').join({ tab: 2 });
		third.realtime.presence('files').join({ tab: 3 });
		await settle();
		const entered = () => server.received.filter(({ type }) => type === 'presence').map(({ payload }) => payload);
		expect(entered()).toEqual([
			{ room: 'users', state: { tab: 2 } },
			{ room: 'files', state: { tab: 3 } },
		]);
		first.realtime.disconnect();
		await settle();
		expect(entered()).toHaveLength(4);
		expect(second.realtime.role).toBe('leader');
		third.realtime.disconnect();
		await settle();
		expect(server.received.at(-1)).toEqual({ type: 'presence-leave', payload: { room: 'files' } });
	});

	it('a tab that crashed is forgotten with what it wished', async () => {
		const { server, ...tabs } = createTabs();
		const [, second] = [tabs.open(), tabs.open()];
		await settle();
		second.realtime.presence('users').join();
		await settle();
		second.tab.kill();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.received.filter(({ type }) => type === 'presence-leave')).toHaveLength(1);
	});

	it('a later tab that begins to watch a room that another watches already is told who is there', async () => {
		const { server: _, ...tabs } = createTabs();
		const first = tabs.open();
		await settle();
		first.realtime.presence('users').join();
		first.realtime.presence('users').onChange(() => {});
		await settle();
		const second = tabs.open();
		await settle();
		const seen: number[] = [];
		second.realtime.presence('users').onChange(({ total }) => seen.push(total));
		await settle();
		expect(seen).toEqual([1]);
	});
});
