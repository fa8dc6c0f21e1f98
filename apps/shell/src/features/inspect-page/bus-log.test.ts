import { createEventBus } from '@flotilla/event-bus';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBusLog, filterEvents, sourcesOf } from './bus-log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = (maximum = 3) => {
	const bus = createEventBus({ source: 'shell' });
	const log = createBusLog({ bus, maximum, now: () => 1_000 });
	const start = (remote: string, from = bus) => from.emit('federation:remote-started', { remote, version: '1.0.0' });
	return { bus, log, start };
};
const remotesIn = (log: ReturnType<typeof createBusLog>) =>
	log.entries().map(({ payload }) => (payload as { remote: string }).remote);

test('keeps the last events, the newest first, and no more than it is told', () => {
	const { log, start } = setUp(3);
	for (const remote of ['a', 'b', 'c', 'd']) start(remote);
	expect(remotesIn(log)).toEqual(['d', 'c', 'b']);
	log.keepAtMost(1);
	expect(remotesIn(log)).toEqual(['d']);
});

test('an event is there with its time, name and source', () => {
	const { bus, log, start } = setUp();
	start('a', bus.from('users'));
	expect(log.entries()).toEqual([
		{
			number: 1,
			at: 1_000,
			name: 'federation:remote-started',
			source: 'users',
			payload: { remote: 'a', version: '1.0.0' },
		},
	]);
});

test('while it is paused, what comes is not kept', () => {
	const { log, start } = setUp();
	log.pause(true);
	start('a');
	log.pause(false);
	start('b');
	expect(remotesIn(log)).toEqual(['b']);
});

test('many events at once are told once', () => {
	const { log, start } = setUp();
	const told = vi.fn();
	log.subscribe(told);
	for (let count = 0; count < 50; count += 1) start('a');
	expect(told).not.toHaveBeenCalled();
	vi.advanceTimersByTime(100);
	expect(told).toHaveBeenCalledOnce();
});

test('a log that was stopped hears nothing more', () => {
	const { log, start } = setUp();
	log.stop();
	start('a');
	expect(log.entries()).toEqual([]);
});

test('events are found by a part of their name, and by who raised them', () => {
	const { bus, log, start } = setUp();
	start('a');
	bus.from('users').emit('browser:data-changed', { owner: 'users', key: 'draft' });
	expect(sourcesOf(log.entries())).toEqual(['shell', 'users']);
	expect(filterEvents(log.entries(), { name: 'REMOTE', source: '' })).toHaveLength(1);
	expect(filterEvents(log.entries(), { name: '', source: 'users' })).toHaveLength(1);
	expect(filterEvents(log.entries(), { name: 'remote', source: 'users' })).toHaveLength(0);
});
