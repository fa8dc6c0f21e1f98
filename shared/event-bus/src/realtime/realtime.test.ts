import type { ConnectionState } from '@flotilla/contracts';
import { buildUser, createFakeRealtimeServer, type FakeRealtimeOptions } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
import { createRealtime, type RealtimeOptions } from './realtime.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Lets everything that is due now happen: sockets and promises answer in later turns. */
const settle = () => vi.advanceTimersByTimeAsync(0);

const start = (options: Partial<RealtimeOptions> = {}, server: FakeRealtimeOptions = {}) => {
	const fake = createFakeRealtimeServer(server);
	const bus = createEventBus();
	const states: ConnectionState[] = [];
	const names: string[] = [];
	const resyncs: string[] = [];
	let token = 'token-1';
	const renewToken = vi.fn(async (): Promise<string | null> => {
		token = `token-${Number(token.split('-')[1]) + 1}`;
		return token;
	});
	bus.on('realtime:state-changed', ({ to }) => states.push(to));
	bus.on('realtime:resync-required', ({ reason }) => resyncs.push(reason));
	bus.on('users:updated', ({ user }) => names.push(user.firstName));
	const realtime = createRealtime({
		url: '/ws',
		bus,
		getToken: () => token,
		renewToken,
		createSocket: fake.createSocket,
		random: () => 0.5,
		...options,
	});
	const tell = (firstName: string) => fake.publish('users:updated', { user: buildUser({ firstName }) });
	return { fake, bus, realtime, states, names, resyncs, renewToken, tell };
};

const connect = async (...args: Parameters<typeof start>) => {
	const started = start(...args);
	started.realtime.connect();
	await settle();
	return started;
};

describe('connecting', () => {
	it('passes through its states and sends the token as the first frame, not in the address', async () => {
		const addresses: string[] = [];
		const fake = createFakeRealtimeServer();
		const { realtime, states } = await connect({
			createSocket: (url) => {
				addresses.push(url);
				return fake.createSocket(url);
			},
		});
		expect(states).toEqual(['connecting', 'authenticating', 'connected']);
		expect(realtime.state).toBe('connected');
		expect(fake.received).toEqual([{ type: 'authenticate', payload: { token: 'token-1' } }]);
		expect(addresses).toEqual(['/ws']);
	});

	it('opens one socket however often it is asked', async () => {
		const { realtime, fake } = await connect();
		realtime.connect();
		await settle();
		expect(fake.connectionCount).toBe(1);
	});

	it('renews first when there is no token, and gives up when there is no session', async () => {
		const { states, fake } = await connect({ getToken: () => null, renewToken: async () => null });
		expect(states).toEqual(['connecting', 'closing', 'disconnected']);
		expect(fake.received).toEqual([]);
	});

	it('tells its own listeners what it was before', async () => {
		const { realtime } = await connect();
		const changes: string[] = [];
		const stop = realtime.onStateChange((to, from) => changes.push(`${from} -> ${to}`));
		realtime.disconnect();
		stop();
		realtime.connect();
		expect(changes).toEqual(['connected -> closing', 'closing -> disconnected']);
	});
});

describe('resuming', () => {
	it('gets what it missed in order and once', async () => {
		const { fake, names, resyncs, tell } = await connect();
		tell('one');
		await settle();
		fake.drop();
		tell('two');
		tell('three');
		await vi.advanceTimersByTimeAsync(1000);
		tell('four');
		await settle();
		expect(names).toEqual(['one', 'two', 'three', 'four']);
		expect(fake.received.at(-1)).toEqual({
			type: 'authenticate',
			payload: { token: 'token-1', resume: { epoch: '1', offset: 1 } },
		});
		expect(resyncs).toEqual([]);
	});

	it('drops what it has seen', async () => {
		const { fake, names, tell } = await connect();
		tell('one');
		await settle();
		const replayed = { user: buildUser({ firstName: 'again' }) };
		fake.sendRaw(
			JSON.stringify({
				type: 'users:updated',
				payload: replayed,
				timestamp: new Date().toISOString(),
				id: 'x',
				offset: 1,
			}),
		);
		await settle();
		expect(names).toEqual(['one']);
	});

	it('goes on from what a heartbeat says, though nothing of it was for this page', async () => {
		const { fake, realtime, names, resyncs, tell } = await connect();
		tell('one');
		fake.send('heartbeat', { offset: 7 });
		await settle();
		expect(realtime.position).toEqual({ epoch: '1', offset: 7 });
		fake.send('heartbeat', { offset: 3 });
		fake.send('heartbeat', {});
		await settle();
		expect(realtime.position).toEqual({ epoch: '1', offset: 7 });
		expect({ names, resyncs }).toEqual({ names: ['one'], resyncs: [] });
	});

	it('hands on what is in no log without losing its place', async () => {
		const { fake, bus, realtime } = await connect();
		const rooms: string[] = [];
		bus.on('presence:changed', ({ room }) => rooms.push(room));
		fake.send('presence:changed', { room: 'users', members: [], total: 0 });
		await settle();
		expect(rooms).toEqual(['users']);
		expect(realtime.position).toEqual({ epoch: '1', offset: 0 });
	});

	it('asks for a resync when the log does not reach back, and goes on from there', async () => {
		const { fake, names, resyncs, tell } = await connect();
		tell('one');
		await settle();
		fake.drop();
		tell('lost');
		fake.forgetLog();
		await vi.advanceTimersByTimeAsync(1000);
		tell('two');
		await settle();
		expect(resyncs).toHaveLength(1);
		expect(names).toEqual(['one', 'two']);
	});

	it('starts where its caller says, so that nothing between a fetch and the connection is missed', async () => {
		const { realtime, names, resyncs, tell } = start();
		tell('after the answer, before the socket');
		realtime.connect({ resumeFrom: { epoch: '1', offset: 0 } });
		await settle();
		expect(names).toEqual(['after the answer, before the socket']);
		expect(resyncs).toEqual([]);
	});

	it('asks for nothing at its first connection', async () => {
		const { resyncs } = await connect();
		expect(resyncs).toEqual([]);
	});
});

describe('reconnecting', () => {
	it('waits longer each time, up to the cap', async () => {
		const attempts: number[] = [];
		const began = Date.now();
		await connect({
			createSocket: () => {
				attempts.push(Date.now() - began);
				throw new Error('no network');
			},
			reconnectMaximumDelay: 4000,
		});
		await vi.advanceTimersByTimeAsync(8000);
		// Half of 1, 2, 4, 4, ... seconds: random() is 0.5.
		expect(attempts).toEqual([0, 500, 1500, 3500, 5500, 7500]);
	});

	it('starts over once a connection has lasted', async () => {
		const { fake, realtime } = await connect();
		for (const _ of [1, 2, 3]) {
			fake.drop();
			await vi.advanceTimersByTimeAsync(30_000);
		}
		fake.drop();
		await settle();
		expect(realtime.state).toBe('reconnecting');
		await vi.advanceTimersByTimeAsync(500);
		expect(realtime.state).toBe('connected');
	});

	it('gives up a socket that does not open', async () => {
		const { fake, realtime, states } = start();
		fake.hang(true);
		realtime.connect();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(states).toEqual(['connecting', 'reconnecting']);
		fake.hang(false);
		await vi.advanceTimersByTimeAsync(500);
		expect(realtime.state).toBe('connected');
	});

	it('comes back at once with the network', async () => {
		let comeOnline = () => {};
		let online = true;
		const { fake, realtime } = await connect({
			network: {
				isOnline: () => online,
				onOnline: (callback) => {
					comeOnline = callback;
					return () => {};
				},
			},
		});
		online = false;
		fake.drop();
		await vi.advanceTimersByTimeAsync(5000);
		expect(realtime.state).toBe('reconnecting');
		online = true;
		comeOnline();
		await settle();
		expect(realtime.state).toBe('connected');
	});
});

describe('heartbeats', () => {
	it('are sent, and those of the server answered', async () => {
		const { fake, realtime } = await connect({}, { heartbeatInterval: 1000 });
		await vi.advanceTimersByTimeAsync(10_000);
		expect(fake.received.filter(({ type }) => type === 'heartbeat')).toHaveLength(10);
		fake.send('heartbeat', {});
		await settle();
		expect(fake.received.at(-1)?.type).toBe('heartbeat-ack');
		expect(realtime.state).toBe('connected');
	});

	it('end a connection that left two unanswered', async () => {
		const { fake, realtime, states } = await connect({}, { heartbeatInterval: 1000 });
		fake.hang(true);
		await vi.advanceTimersByTimeAsync(2000);
		expect(realtime.state).toBe('connected');
		await vi.advanceTimersByTimeAsync(1000);
		expect(states.at(-1)).toBe('reconnecting');
	});
});

describe('the token', () => {
	it('is renewed in place before it ends', async () => {
		const { fake, realtime, states, names, tell, renewToken } = await connect({}, { tokenLifetime: 60_000 });
		await vi.advanceTimersByTimeAsync(30_000);
		expect(renewToken).toHaveBeenCalledTimes(1);
		expect(fake.received.filter(({ type }) => type === 'authenticate')).toEqual([
			{ type: 'authenticate', payload: { token: 'token-1' } },
			{ type: 'authenticate', payload: { token: 'token-2' } },
		]);
		tell('still here');
		await settle();
		expect(names).toEqual(['still here']);
		expect(realtime.state).toBe('connected');
		expect(states).toEqual(['connecting', 'authenticating', 'connected']);
	});

	it('is taken from the session when that has renewed it already', async () => {
		let token = 'old';
		const { fake, renewToken } = await connect({ getToken: () => token }, { tokenLifetime: 60_000 });
		token = 'new';
		await vi.advanceTimersByTimeAsync(30_000);
		expect(fake.received).toContainEqual({ type: 'authenticate', payload: { token: 'new' } });
		expect(renewToken).not.toHaveBeenCalled();
	});

	it('is renewed by the server’s clock, whatever this device believes', async () => {
		const options: Partial<RealtimeOptions> = {
			clock: {
				now: () => 0,
				setTimeout: (callback, delay) => setTimeout(callback, delay),
				clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
			},
		};
		const { renewToken } = await connect(options, { tokenLifetime: 60_000 });
		await vi.advanceTimersByTimeAsync(29_999);
		expect(renewToken).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(renewToken).toHaveBeenCalledTimes(1);
	});

	it('refused with 4401, is renewed once and tried again at once', async () => {
		const { realtime, renewToken, states } = await connect(
			{},
			{ authenticate: (token) => (token === 'token-1' ? null : 'somebody') },
		);
		expect(renewToken).toHaveBeenCalledTimes(1);
		expect(realtime.state).toBe('connected');
		expect(states).toEqual(['connecting', 'authenticating', 'connecting', 'authenticating', 'connected']);
	});

	it('refused again, waits like any other failure', async () => {
		const { realtime, renewToken } = await connect({}, { authenticate: () => null });
		expect(renewToken).toHaveBeenCalledTimes(1);
		expect(realtime.state).toBe('reconnecting');
	});

	it('that cannot be renewed for want of a network ends nothing', async () => {
		let reachable = false;
		const { realtime, states } = await connect({
			getToken: () => null,
			renewToken: async () => {
				if (!reachable) throw new Error('no network');
				return 'token';
			},
		});
		expect(states).toEqual(['connecting', 'reconnecting']);
		reachable = true;
		await vi.advanceTimersByTimeAsync(500);
		expect(realtime.state).toBe('connected');
	});

	it('gone with the session, ends the connection', async () => {
		const { fake, realtime } = await connect({ renewToken: async () => null });
		fake.drop(4403);
		await settle();
		expect(realtime.state).toBe('disconnected');
	});
});

describe('bad frames', () => {
	it.each([
		['not text', new ArrayBuffer(2)],
		['not JSON', '{'],
		['not a frame', '{"type":1}'],
		['a system frame with a wrong payload', '{"type":"authenticated","payload":{},"timestamp":"t","id":"1"}'],
		['too large', `"${'x'.repeat(70_000)}"`],
	])('are dropped: %s', async (_what, data) => {
		const reported = vi.fn();
		const { fake, realtime, names, tell } = await connect({ onBadFrame: reported });
		fake.sendRaw(data);
		tell('after');
		await settle();
		expect(realtime.badFrameCount).toBe(1);
		expect(reported).toHaveBeenCalledTimes(1);
		expect(names).toEqual(['after']);
		expect(realtime.state).toBe('connected');
	});

	it('of events are dropped by the bus, and the stream goes on', async () => {
		const { fake, bus, names, tell } = await connect();
		fake.publish('users:updated', { user: { id: 'nonsense' } } as never);
		tell('after');
		await settle();
		expect(bus.rejectedCount).toBe(1);
		expect(names).toEqual(['after']);
	});

	it('cannot pretend to be an event of the page', async () => {
		const { fake, bus } = await connect();
		let signedOut = false;
		bus.on('session:signed-out', () => {
			signedOut = true;
		});
		fake.send('session:signed-out', { userId: null, reason: 'revoked' });
		await settle();
		expect(signedOut).toBe(false);
	});
});

describe('disconnect', () => {
	it.each(['connected', 'reconnecting', 'connecting'])(
		'leaves no timer, socket or listener behind: %s',
		async (when) => {
			const removed = vi.fn();
			const { fake, realtime, states } = start({ network: { isOnline: () => true, onOnline: () => removed } });
			realtime.connect();
			if (when !== 'connecting') await settle();
			if (when === 'reconnecting') {
				fake.drop();
				await settle();
			}
			expect(realtime.state).toBe(when);
			realtime.disconnect();
			await settle();
			expect(realtime.state).toBe('disconnected');
			expect(states.slice(-2)).toEqual(['closing', 'disconnected']);
			expect(fake.connectionCount).toBe(0);
			expect(vi.getTimerCount()).toBe(0);
			expect(removed).toHaveBeenCalledTimes(when === 'reconnecting' ? 1 : 0);
			expect(realtime.position).toBeNull();
		},
	);

	it('starts fresh the next time', async () => {
		const { fake, realtime, resyncs, tell } = await connect();
		tell('one');
		await settle();
		realtime.disconnect();
		realtime.connect();
		await settle();
		expect(fake.received.at(-1)).toEqual({ type: 'authenticate', payload: { token: 'token-1' } });
		expect(resyncs).toEqual([]);
	});
});
