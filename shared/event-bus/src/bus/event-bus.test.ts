import { buildUser } from '@flotilla/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createEventBus, type RejectedMessage } from './event-bus.ts';
import type { EventMessage } from './event-message.ts';

const signedIn = { userId: '00000000-0000-4000-8000-000000000001' };

describe('subscribing', () => {
	it('hands over the payload and the message with its source', () => {
		const bus = createEventBus({ source: 'shell' });
		const heard: unknown[] = [];
		bus.on('session:signed-in', (payload, message) => heard.push(payload, message));
		bus.emit('session:signed-in', signedIn);
		expect(heard).toEqual([signedIn, { name: 'session:signed-in', payload: signedIn, source: 'shell' }]);
	});

	it('ends by the function it returned, which may be called twice', () => {
		const bus = createEventBus();
		let count = 0;
		const first = bus.on('session:signed-in', () => count++);
		bus.on('session:signed-in', () => count++);
		first();
		first();
		bus.emit('session:signed-in', signedIn);
		expect(count).toBe(1);
	});

	it('ends by its signal', () => {
		const bus = createEventBus();
		const life = new AbortController();
		let count = 0;
		bus.on('session:signed-in', () => count++, { signal: life.signal });
		bus.onAny(() => count++, { signal: life.signal });
		bus.emit('session:signed-in', signedIn);
		life.abort();
		bus.emit('session:signed-in', signedIn);
		bus.on('session:signed-in', () => count++, { signal: life.signal });
		bus.emit('session:signed-in', signedIn);
		expect(count).toBe(2);
	});

	it('keeps two subscriptions of one handler apart', () => {
		const bus = createEventBus();
		let count = 0;
		const handler = () => count++;
		const first = bus.on('session:signed-in', handler);
		bus.on('session:signed-in', handler);
		first();
		bus.emit('session:signed-in', signedIn);
		expect(count).toBe(1);
	});

	it('hears everything by onAny, after those who listen to the name', () => {
		const bus = createEventBus();
		const order: string[] = [];
		bus.onAny(({ name }) => order.push(`any ${name}`));
		bus.on('session:signed-in', () => order.push('named'));
		bus.emit('session:signed-in', signedIn);
		bus.emit('realtime:resync-required', { reason: 'gap' });
		expect(order).toEqual(['named', 'any session:signed-in', 'any realtime:resync-required']);
	});
});

describe('delivery', () => {
	it('goes on past a handler that throws, and says which message it was', () => {
		const failures: [unknown, string][] = [];
		const bus = createEventBus({ onHandlerError: (error, { name }) => failures.push([error, name]) });
		const heard: string[] = [];
		const error = new Error('a handler broke');
		bus.on('session:signed-in', () => {
			throw error;
		});
		bus.on('session:signed-in', () => heard.push('second'));
		bus.onAny(() => heard.push('any'));
		bus.emit('session:signed-in', signedIn);
		expect(heard).toEqual(['second', 'any']);
		expect(failures).toEqual([[error, 'session:signed-in']]);
	});

	it('spares a handler that another one removed meanwhile, and one added meanwhile', () => {
		const bus = createEventBus();
		const heard: string[] = [];
		bus.on('session:signed-in', () => {
			removeSecond();
			bus.on('session:signed-in', () => heard.push('late'));
		});
		const removeSecond = bus.on('session:signed-in', () => heard.push('removed'));
		bus.emit('session:signed-in', signedIn);
		expect(heard).toEqual([]);
	});

	it('names another source through from(), on the same bus', () => {
		const bus = createEventBus({ source: 'shell' });
		const sources: string[] = [];
		bus.onAny(({ source }) => sources.push(source));
		bus.from('files').emit('session:signed-in', signedIn);
		bus.emit('session:signed-in', signedIn);
		expect(sources).toEqual(['files', 'shell']);
	});
});

describe('publish', () => {
	it('passes on what the event map allows, without fields it does not know', () => {
		const bus = createEventBus();
		const heard: EventMessage[] = [];
		bus.onAny((message) => heard.push(message));
		const user = buildUser();
		bus.publish({ name: 'users:updated', payload: { user, extra: 1 }, source: 'api', id: 'm1', timestamp: 't' });
		expect(heard).toEqual([{ name: 'users:updated', payload: { user }, source: 'api', id: 'm1', timestamp: 't' }]);
	});

	it('counts, reports and drops the rest', () => {
		const rejected: RejectedMessage[] = [];
		const bus = createEventBus({ onMessageRejected: (message) => rejected.push(message) });
		let heard = 0;
		bus.onAny(() => heard++);
		bus.publish({ name: 'users:updated', payload: { user: { id: 'x' } }, source: 'api' });
		bus.publish({ name: 'constructor', payload: {}, source: 'tab' });
		expect(heard).toBe(0);
		expect(bus.rejectedCount).toBe(2);
		expect(bus.from('files').rejectedCount).toBe(2);
		expect(rejected.map(({ name, reason }) => [name, reason])).toEqual([
			['users:updated', 'invalid-payload'],
			['constructor', 'unknown-event'],
		]);
		expect(rejected[0]?.problems.some((problem) => problem.startsWith('user.id: '))).toBe(true);
	});
});

it('types payloads by the event map', () => {
	const bus = createEventBus();
	bus.on('files:deleted', (payload, message) => {
		expectTypeOf(payload).toEqualTypeOf<{ id: string; ownerId: string }>();
		expectTypeOf(message.name).toEqualTypeOf<'files:deleted'>();
	});
	bus.onAny((message) => {
		if (message.name === 'users:deleted') expectTypeOf(message.payload).toEqualTypeOf<{ id: string }>();
	});
	// @ts-expect-error there is no such event
	bus.on('users:exploded', () => {});
	// @ts-expect-error the payload of another event
	bus.emit('users:deleted', { reason: 'gap' });
	// @ts-expect-error a part of the payload is missing
	bus.emit('files:deleted', { id: signedIn.userId });
});
