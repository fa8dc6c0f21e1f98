import { expect, it } from 'vitest';
import { createNotifications } from './create-notifications.ts';

it('keeps notifications in the order they came, errors until they are dismissed', () => {
	const { store, add } = createNotifications();
	add({ title: 'Saved' });
	add({ kind: 'error', title: 'Not saved', message: 'The server is away.' });
	expect(store.getState().items).toMatchObject([
		{ kind: 'info', title: 'Saved', message: null, duration: 5000, count: 1 },
		{ kind: 'error', title: 'Not saved', message: 'The server is away.', duration: null, count: 1 },
	]);
});

it('counts what is raised again while it is shown', () => {
	const { store, add, dismiss } = createNotifications();
	const first = add({ key: 'offline', title: 'Offline' });
	expect(add({ key: 'offline', title: 'Still offline' })).toBe(first);
	expect(store.getState().items).toMatchObject([{ id: first, title: 'Still offline', count: 2 }]);
	dismiss(first);
	expect(add({ key: 'offline', title: 'Offline' })).not.toBe(first);
	expect(store.getState().items).toMatchObject([{ count: 1 }]);
});

it('shows no more than its maximum', () => {
	const { store, add, clear } = createNotifications({ maximum: 2 });
	for (const title of ['one', 'two', 'three']) add({ title });
	expect(store.getState().items.map(({ title }) => title)).toEqual(['two', 'three']);
	clear();
	expect(store.getState().items).toEqual([]);
});
