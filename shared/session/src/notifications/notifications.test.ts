import { expect, it, vi } from 'vitest';
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

/** With room for two, and a clock that stands until it is moved. */
const createSmall = () => {
	let time = 0;
	const notifications = createNotifications({ maximum: 2, maximumWaiting: 2, now: () => time });
	const { getState } = notifications.store;
	return {
		...notifications,
		titles: () => getState().items.map(({ title }) => title),
		waiting: () => getState().waiting,
		passTime: (milliseconds: number) => {
			time += milliseconds;
		},
	};
};

it('shows no more than its maximum; the others wait until there is room', () => {
	const { add, dismiss, clear, titles, waiting } = createSmall();
	const [first] = ['one', 'two', 'three', 'four'].map((title) => add({ title }));
	expect([titles(), waiting()]).toEqual([['one', 'two'], 2]);
	dismiss(first ?? '');
	expect([titles(), waiting()]).toEqual([['two', 'three'], 1]);
	clear();
	expect([titles(), waiting()]).toEqual([[], 0]);
});

it('counts what is raised again while it waits', () => {
	const { add, dismiss, store } = createSmall();
	const first = add({ title: 'one' });
	add({ title: 'two' });
	const waiting = add({ key: 'network', title: 'Offline' });
	expect(add({ key: 'network', title: 'Still offline' })).toBe(waiting);
	dismiss(first);
	expect(store.getState().items).toMatchObject([{ title: 'two' }, { title: 'Still offline', count: 2 }]);
});

it('does not show late what would have passed by itself', () => {
	const { add, dismiss, titles, passTime } = createSmall();
	const first = add({ kind: 'error', title: 'one' });
	add({ kind: 'error', title: 'two' });
	add({ kind: 'success', title: 'Saved' });
	add({ kind: 'error', title: 'Not saved' });
	passTime(30_001);
	dismiss(first);
	expect(titles()).toEqual(['two', 'Not saved']);
});

it('gives up what passes by itself before what stays, when too many wait', () => {
	const { add, dismiss, titles } = createSmall();
	const ids = ['one', 'two'].map((title) => add({ kind: 'error', title }));
	add({ kind: 'error', title: 'three' });
	add({ kind: 'success', title: 'Saved' });
	add({ kind: 'error', title: 'four' });
	for (const id of ids) dismiss(id);
	expect(titles()).toEqual(['three', 'four']);
});

it('takes away by key what is no longer so', () => {
	const { add, dismissKey, titles } = createSmall();
	for (const title of ['one', 'two']) add({ title });
	add({ key: 'network', title: 'Offline' });
	expect([dismissKey('network'), dismissKey('network')]).toEqual([true, false]);
	expect(titles()).toEqual(['one', 'two']);
});

it('has a duration for each kind, which can be chosen', () => {
	const { store, add } = createNotifications({ durations: { error: 10_000 } });
	for (const kind of ['info', 'success', 'warning', 'error'] as const) add({ kind, title: kind });
	add({ title: 'stays', duration: null });
	expect(store.getState().items.map(({ duration }) => duration)).toEqual([5000, 5000, 8000, 10_000, null]);
});

it('carries what can be done about it', () => {
	const { store, add } = createNotifications();
	const run = vi.fn();
	add({ title: 'No connection', action: { label: 'Try again', run } });
	store.getState().items[0]?.action?.run();
	expect(run).toHaveBeenCalledTimes(1);
});
