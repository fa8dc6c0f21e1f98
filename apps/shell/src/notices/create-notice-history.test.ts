import { createNotifications } from '@flotilla/session';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createNoticeHistory } from './create-notice-history.ts';
import { isNoticeEvent } from './notice.ts';

const setUp = ({ maximum }: { maximum?: number } = {}) => {
	const notifications = createNotifications({ maximum: 10 });
	let time = 0;
	const history = createNoticeHistory({
		notifications,
		now: () => {
			time += 1;
			return time;
		},
		...(maximum !== undefined && { maximum }),
	});
	onTestFinished(history.follow());
	const titles = () => history.notices().map(({ what }) => (isNoticeEvent(what) ? what.event : what.title));
	const offered = () => history.notices().map(({ action }) => action?.label ?? null);
	return { notifications, history, titles, offered };
};

it('keeps what was told when it is no longer shown, the newest first', () => {
	const { notifications, titles } = setUp();
	notifications.dismiss(notifications.add({ title: 'One' }));
	notifications.add({ title: 'Two' });
	notifications.clear();
	expect(titles()).toEqual(['Two', 'One']);
});

it('counts what is told again, and has it once, as the newest', () => {
	const { notifications, history, titles } = setUp();
	notifications.add({ key: 'a', title: 'A' });
	notifications.add({ key: 'b', title: 'B' });
	notifications.add({ key: 'a', title: 'A' });
	expect(titles()).toEqual(['A', 'B']);
	expect(history.notices()[0]).toMatchObject({ count: 2, at: 3 });
});

it('holds for unread what went wrong and what no notification told', () => {
	const { notifications, history } = setUp();
	for (const kind of ['success', 'info', 'warning', 'error'] as const) notifications.add({ kind, title: kind });
	history.tell('info', { event: 'people-imported', count: 5, path: '/users' });
	expect(history.notices().filter(({ isRead }) => !isRead)).toHaveLength(3);
	history.markAllRead();
	expect(history.notices().every(({ isRead }) => isRead)).toBe(true);
});

it('holds for read what somebody took away by hand', () => {
	const { notifications, history } = setUp();
	const id = notifications.add({ kind: 'error', title: 'Lost' });
	history.dismissed(id, { byHand: true });
	notifications.dismiss(id);
	expect(history.notices()).toMatchObject([{ isRead: true }]);
	const other = notifications.add({ kind: 'warning', title: 'Slow' });
	history.dismissed(other, { byHand: false });
	notifications.dismiss(other);
	expect(history.notices()[0]).toMatchObject({ isRead: false });
});

it('still offers what a notification offered after time took it away, and once it is done no more', () => {
	const { notifications, history, offered } = setUp();
	const id = notifications.add({ title: 'Deleted', action: { label: 'Undo', run: vi.fn() } });
	history.dismissed(id, { byHand: false });
	notifications.dismiss(id);
	expect(offered()).toEqual(['Undo']);
	history.settle(id);
	expect(offered()).toEqual([null]);
});

it('offers nothing of what is no longer so', () => {
	const { notifications, offered } = setUp();
	notifications.add({ key: 'network', title: 'No connection', action: { label: 'Check again', run: vi.fn() } });
	notifications.dismissKey('network');
	expect(offered()).toEqual([null]);
});

it('has the same event once, and another remote’s beside it', () => {
	const { history, titles } = setUp();
	for (const remote of ['files', 'users', 'files']) history.tell('error', { event: 'remote-failed', remote });
	expect(titles()).toHaveLength(2);
	expect(history.notices()[0]).toMatchObject({ count: 2, what: { remote: 'files' } });
});

it('has an event no more that is no longer so, and what else there is stays', () => {
	const { history, titles } = setUp();
	history.tell('error', { event: 'remote-failed', remote: 'files' });
	history.tell('info', { event: 'update-ready' });
	history.takeBack({ event: 'update-ready' });
	history.takeBack({ event: 'remote-failed', remote: 'users' });
	expect(titles()).toEqual(['remote-failed']);
});

it('does not list again what was taken out of the list while it still stands', () => {
	const { notifications, history, titles } = setUp();
	const id = notifications.add({ kind: 'error', key: 'lost', title: 'Lost' });
	history.remove(id);
	notifications.add({ title: 'Saved' });
	expect(titles()).toEqual(['Saved']);
	history.clear();
	notifications.add({ title: 'Sent' });
	expect(titles()).toEqual(['Sent']);
	// Told once more, it is news.
	notifications.add({ kind: 'error', key: 'lost', title: 'Lost' });
	expect(titles()).toEqual(['Lost', 'Sent']);
});

it('forgets the oldest beyond its maximum', () => {
	const { notifications, titles } = setUp({ maximum: 2 });
	for (const title of ['One', 'Two', 'Three']) notifications.add({ title });
	expect(titles()).toEqual(['Three', 'Two']);
});

it('tells whoever listens, until they leave', () => {
	const { notifications, history } = setUp();
	const onChange = vi.fn();
	const stop = history.subscribe(onChange);
	notifications.add({ title: 'One' });
	stop();
	history.clear();
	expect(onChange).toHaveBeenCalledOnce();
	expect(history.notices()).toEqual([]);
});
