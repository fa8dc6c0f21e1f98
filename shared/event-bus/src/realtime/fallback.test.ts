import { buildUser, createFakeRealtimeServer, type FakeSocket } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
// Fetched when it is first needed, which takes time that no fake clock has.
import './event-stream-socket.ts';
import { createRealtime, type RealtimeOptions } from './realtime.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A network that lets sockets through, closes them before they open, or is gone. */
const start = (options: Partial<RealtimeOptions> = {}) => {
	const server = createFakeRealtimeServer({ heartbeatInterval: 5000 });
	const wires: string[] = [];
	const network = { sockets: 'blocked' as 'blocked' | 'open', streams: 'open' as 'blocked' | 'open' };
	const bus = createEventBus();
	const names: string[] = [];
	bus.on('users:updated', ({ user }) => names.push(user.firstName));
	const realtime = createRealtime({
		url: '/ws',
		bus,
		getToken: () => 'token',
		renewToken: async () => 'token',
		random: () => 0.5,
		streamUrl: 'http://flotilla.test/api/events',
		createSocket(url) {
			wires.push('socket');
			if (network.sockets === 'open') return server.createSocket(url);
			const closed: FakeSocket = { onopen: null, onmessage: null, onclose: null, onerror: null, send() {}, close() {} };
			queueMicrotask(() => closed.onclose?.({ code: 1006, reason: '' }));
			return closed;
		},
		async fetch(request) {
			wires.push('stream');
			if (network.streams === 'blocked') throw new TypeError('Failed to fetch');
			return server.fetchStream(request);
		},
		...options,
	});
	onTestFinished(() => realtime.disconnect());
	realtime.connect();
	return {
		server,
		realtime,
		wires,
		network,
		names,
		tell: (firstName: string) => server.publish('users:updated', { user: buildUser({ firstName }) }),
	};
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('where sockets are blocked', () => {
	it('an event stream brings the events after two sockets came to nothing', async () => {
		const { realtime, wires, names, tell } = start();
		await pass(5000);
		expect(wires).toEqual(['socket', 'socket', 'stream']);
		expect([realtime.state, realtime.transport]).toEqual(['connected', 'event-stream']);
		tell('over the stream');
		await pass(10);
		expect(names).toEqual(['over the stream']);
	});

	it('at once when the browser refuses to make one', async () => {
		const { wires } = start({
			createSocket() {
				throw new DOMException('Refused by the policy of the page.', 'SecurityError');
			},
		});
		await pass(1000);
		expect(wires).toEqual(['stream']);
	});

	it('a stream that breaks off is followed by a stream, and nothing is missed', async () => {
		const { server, realtime, wires, names, tell } = start();
		await pass(5000);
		tell('one');
		await pass(10);
		server.drop();
		tell('two');
		await pass(2000);
		tell('three');
		await pass(10);
		expect(realtime.state).toBe('connected');
		expect(names).toEqual(['one', 'two', 'three']);
		expect(wires).toEqual(['socket', 'socket', 'stream', 'stream']);
	});

	it('a stream that falls silent is given up', async () => {
		const { server, realtime, wires } = start();
		await pass(5000);
		server.hang(true);
		await pass(16_000);
		expect(realtime.state).not.toBe('connected');
		server.hang(false);
		await pass(30_000);
		expect(realtime.state).toBe('connected');
		expect(wires.at(-1)).toBe('stream');
	});

	it('a socket takes over again once it can, without a gap', async () => {
		const { server, realtime, network, wires, names, tell } = start({ retrySocketAfter: 60_000 });
		await pass(5000);
		tell('one');
		await pass(61_000);
		expect(realtime.state).toBe('connected');
		network.sockets = 'open';
		tell('two');
		await pass(60_000);
		tell('three');
		await pass(10);
		expect(wires.at(-1)).toBe('socket');
		expect(names).toEqual(['one', 'two', 'three']);
		expect(server.connectionCount).toBe(1);
	});

	it('and streams too, both are tried in turn until one gets through', async () => {
		const { realtime, network, wires } = start();
		network.streams = 'blocked';
		await pass(60_000);
		expect(wires.slice(0, 6)).toEqual(['socket', 'socket', 'stream', 'socket', 'stream', 'socket']);
		network.sockets = 'open';
		await pass(60_000);
		expect(realtime.state).toBe('connected');
		expect(wires.at(-1)).toBe('socket');
	});
});

it('without an address for it there is no event stream', async () => {
	const { wires } = start({ streamUrl: undefined as never });
	await pass(30_000);
	expect(new Set(wires)).toEqual(new Set(['socket']));
});

it('an answer that is no event stream is no connection', async () => {
	const { realtime } = start({
		fetch: async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
	});
	await pass(20_000);
	expect(realtime.state).not.toBe('connected');
});
