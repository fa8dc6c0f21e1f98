import { buildUser, createFakeRealtimeServer } from '@flotilla/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
import { createRealtime, type RealtimeOptions } from './realtime.ts';

/** Pages on the browser's own locks and channels, before one fake server. */
const setUp = () => {
	const server = createFakeRealtimeServer();
	const person = crypto.randomUUID();
	let published = 0;
	return {
		server,
		publish() {
			published += 1;
			server.publish('users:updated', { user: buildUser({ firstName: String(published) }) });
		},
		open({ sharedBy = person, ...options }: Partial<RealtimeOptions> & { sharedBy?: string } = {}) {
			const bus = createEventBus();
			const names: string[] = [];
			bus.on('users:updated', ({ user }) => names.push(user.firstName));
			const realtime = createRealtime({
				url: '/ws',
				bus,
				getToken: () => 'token',
				renewToken: async () => 'token',
				createSocket: server.createSocket,
				reconnectBaseDelay: 10,
				...options,
			});
			onTestFinished(() => realtime.disconnect());
			realtime.connect({ resumeFrom: { epoch: '1', offset: published }, sharedBy });
			return { realtime, names };
		},
	};
};
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
const connected = (...tabs: { realtime: { state: string } }[]) =>
	eventually(() => expect(tabs.map(({ realtime }) => realtime.state)).toEqual(tabs.map(() => 'connected')));

it('tabs share one connection by the locks and channels of the browser, and the next one leads when the leader goes', async () => {
	const { server, publish, open } = setUp();
	const tabs = [open(), open(), open(), open()];
	await connected(...tabs);
	expect(server.connectionCount).toBe(1);
	publish();
	publish();
	await eventually(() => expect(tabs.map(({ names }) => names)).toEqual(Array(4).fill(['1', '2'])));

	const leader = tabs.findIndex(({ realtime }) => realtime.role === 'leader');
	const [gone] = tabs.splice(leader, 1);
	gone?.realtime.disconnect();
	publish();
	await eventually(() => expect(tabs.map(({ names }) => names)).toEqual(Array(3).fill(['1', '2', '3'])));
	await connected(...tabs);
	expect(server.connectionCount).toBe(1);
	expect(tabs.filter(({ realtime }) => realtime.role === 'leader')).toHaveLength(1);
});

it('a leader that no longer answers is robbed of the lock, and follows once it is back', async () => {
	const { server, publish, open } = setUp();
	// Frozen: it holds the lock, and what comes in from other tabs waits.
	const waiting: (() => void)[] = [];
	let frozen = false;
	const leader = open({
		createChannel(name) {
			const channel = new BroadcastChannel(name);
			const port: ReturnType<NonNullable<RealtimeOptions['createChannel']>> = {
				onmessage: null,
				postMessage: (message) => !frozen && channel.postMessage(message),
				close: () => channel.close(),
			};
			channel.onmessage = (event) => {
				if (frozen) waiting.push(() => port.onmessage?.(event));
				else port.onmessage?.(event);
			};
			return port;
		},
	});
	await eventually(() => expect(leader.realtime.role).toBe('leader'));
	const follower = open({ leaderLease: 700 });
	await connected(leader, follower);
	expect(follower.realtime.role).toBe('follower');

	frozen = true;
	publish();
	await eventually(() => expect(follower.names).toEqual(['1']));
	expect(follower.realtime.role).toBe('leader');
	frozen = false;
	for (const receive of waiting) receive();
	publish();
	await eventually(() =>
		expect([leader.names, follower.names]).toEqual([
			['1', '2'],
			['1', '2'],
		]),
	);
	await eventually(() => expect(leader.realtime.role).toBe('follower'));
	expect(server.connectionCount).toBe(1);
});

it('people do not share', async () => {
	const { server, open } = setUp();
	await connected(open(), open({ sharedBy: crypto.randomUUID() }));
	expect(server.connectionCount).toBe(2);
});

it('a page that is put aside gives the connection up, and is back when it is shown again', async () => {
	const { server, publish, open } = setUp();
	const only = open();
	await connected(only);
	window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
	await eventually(() => expect(server.connectionCount).toBe(0));
	expect(only.realtime.state).toBe('reconnecting');
	publish();
	window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
	await connected(only);
	await eventually(() => expect(only.names).toEqual(['1']));
});

it('where what it takes to share cannot be had, each tab has its own connection', async () => {
	const { server, open } = setUp();
	await connected(open({ locks: undefined }), open({ createChannel: undefined }));
	expect(server.connectionCount).toBe(2);
});
