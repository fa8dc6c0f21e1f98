import { createEventBus } from '@flotilla/event-bus';
import { expect, it } from 'vitest';
import { createAppUpdate } from './app-update.ts';

it('remembers the last composition that was ready, for who looks afterwards, and tells of it', () => {
	const bus = createEventBus();
	const update = createAppUpdate(bus);
	const seen: (string | null)[] = [];
	const stop = update.onChange(() => seen.push(update.ready));
	expect(update.ready).toBeNull();
	bus.emit('app:update-ready', { compositionId: 'c-2' });
	bus.emit('app:update-ready', { compositionId: 'c-3' });
	stop();
	bus.emit('app:update-ready', { compositionId: 'c-4' });
	expect([seen, update.ready]).toEqual([['c-2', 'c-3'], 'c-4']);
	update.dispose();
	bus.emit('app:update-ready', { compositionId: 'c-5' });
	expect(update.ready).toBe('c-4');
});
