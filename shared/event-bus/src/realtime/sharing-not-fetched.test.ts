import { createFakeRealtimeServer } from '@flotilla/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createEventBus } from '../bus/event-bus.ts';
import { createRealtime } from './realtime.ts';

vi.mock('./tab-sharing.ts', () => {
	throw new TypeError('Failed to fetch dynamically imported module');
});

it('a tab that cannot fetch what it takes to share has a connection of its own', async () => {
	const server = createFakeRealtimeServer();
	const realtime = createRealtime({
		url: '/ws',
		bus: createEventBus(),
		getToken: () => 'token',
		renewToken: async () => 'token',
		createSocket: server.createSocket,
		locks: { request: () => new Promise(() => {}) },
		createChannel: () => ({ onmessage: null, postMessage: () => {}, close: () => {} }),
	});
	onTestFinished(() => realtime.disconnect());
	realtime.connect({ sharedBy: 'ada' });
	await vi.waitFor(() => expect(realtime.state).toBe('connected'));
	expect([realtime.role, server.connectionCount]).toEqual(['alone', 1]);
});
