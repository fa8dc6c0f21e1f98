import { createEventBus } from '@flotilla/event-bus';
import { expect, test } from 'vitest';
import { createSocketLog } from './socket-log.ts';

const setUp = () => {
	const bus = createEventBus();
	let time = 0;
	const log = createSocketLog({ bus, now: () => ++time });
	const go = (from: 'connecting' | 'connected' | 'reconnecting', to: 'connected' | 'reconnecting' | 'disconnected') =>
		bus.emit('realtime:state-changed', { from, to });
	return { bus, log, go };
};

test('the first connection is no reconnection, one after a loss is', () => {
	const { log, go } = setUp();
	go('connecting', 'connected');
	expect(log.counts()).toMatchObject({ reconnects: 0, connectedAt: 1 });
	go('connected', 'reconnecting');
	go('connecting', 'connected');
	expect(log.counts()).toMatchObject({ reconnects: 1, connectedAt: 2 });
});

test('attempts that come to nothing count once, and not after signing out', () => {
	const { log, go } = setUp();
	go('connected', 'reconnecting');
	go('connected', 'reconnecting');
	go('connecting', 'connected');
	expect(log.counts().reconnects).toBe(1);
	go('connected', 'reconnecting');
	go('reconnecting' as 'connected', 'disconnected');
	go('connecting', 'connected');
	expect(log.counts().reconnects).toBe(1);
});

test('the last message is what came from the server, not what this browser raised', () => {
	const { bus, log } = setUp();
	const from = { source: 'server', id: 'm-1', timestamp: '2026-11-26T12:00:00.000Z' };
	bus.publish({ name: 'users:deleted', payload: { id: '7b0d1a52-6f0c-4a55-9d43-0d9f5f4f7c11' }, ...from });
	bus.publish({ name: 'browser:data-changed', payload: { owner: 'users', key: 'draft' }, ...from });
	bus.emit('federation:remote-started', { remote: 'users', version: '1.0.0' });
	expect(log.counts().lastMessage).toEqual({ name: 'users:deleted', at: 1 });
});
