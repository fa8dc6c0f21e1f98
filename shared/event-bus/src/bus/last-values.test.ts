import { describe, expect, it } from 'vitest';
import { createEventBus } from './event-bus.ts';

const userId = '00000000-0000-4000-8000-000000000001';

describe('a late subscriber that asks for it', () => {
	it('hears at once how things stand, then what changes', () => {
		const bus = createEventBus();
		bus.emit('realtime:state-changed', { from: 'disconnected', to: 'connecting' });
		bus.emit('realtime:state-changed', { from: 'connecting', to: 'authenticating' });
		const heard: string[] = [];
		bus.on('realtime:state-changed', ({ to }) => heard.push(to), { replay: true });
		expect(heard).toEqual(['authenticating']);
		bus.emit('realtime:state-changed', { from: 'authenticating', to: 'connected' });
		expect(heard).toEqual(['authenticating', 'connected']);
	});

	it('hears nothing when nothing was said, or when it no longer holds', () => {
		const bus = createEventBus();
		const heard: string[] = [];
		bus.on('session:signed-in', () => heard.push('early'), { replay: true });
		bus.emit('session:signed-in', { userId });
		bus.emit('session:signed-out', { userId, reason: 'requested' });
		bus.on('session:signed-in', () => heard.push('late'), { replay: true });
		expect(heard).toEqual(['early']);
	});

	it('that throws is reported, and stays subscribed', () => {
		const reported: unknown[] = [];
		const bus = createEventBus({ onHandlerError: (error) => reported.push(error) });
		bus.emit('session:signed-in', { userId });
		let calls = 0;
		bus.on(
			'session:signed-in',
			() => {
				calls += 1;
				if (calls === 1) throw new Error('not yet');
			},
			{ replay: true },
		);
		bus.emit('session:signed-in', { userId });
		expect([calls, reported.length]).toEqual([2, 1]);
	});

	it('of an event that only happens, cannot be written', () => {
		const bus = createEventBus();
		// @ts-expect-error A deletion does not tell how things stand.
		bus.on('users:deleted', () => {}, { replay: true });
		expect(bus.rejectedCount).toBe(0);
	});

	it('and one that does not ask hears nothing of the past', () => {
		const bus = createEventBus();
		bus.emit('session:signed-in', { userId });
		const heard: string[] = [];
		bus.on('session:signed-in', () => heard.push('plain'));
		const aborted = AbortSignal.abort();
		bus.on('session:signed-in', () => heard.push('aborted'), { replay: true, signal: aborted });
		expect(heard).toEqual([]);
	});
});

it('onAny hears one area, and knows its payloads', () => {
	const bus = createEventBus();
	const heard: string[] = [];
	bus.onAny((message) => heard.push(message.name === 'users:deleted' ? message.payload.id : message.name), {
		area: 'users',
	});
	bus.emit('users:deleted', { id: userId });
	bus.emit('session:signed-in', { userId });
	bus.emit('users:imported', { count: 2 });
	expect(heard).toEqual([userId, 'users:imported']);
	// @ts-expect-error There is no such area.
	bus.onAny(() => {}, { area: 'nobody' });
});
