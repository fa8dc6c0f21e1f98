import type { Notification, NotificationKind, Notifications } from '@flotilla/session';
import type { Notice, NoticeEvent } from './notice.ts';

export interface NoticeHistory {
	/** The newest first. The same list until something changes. */
	notices(): readonly Notice[];
	subscribe(onChange: () => void): () => void;
	/** Something happened that no notification tells. The same event again takes the place of the former. */
	tell(kind: NotificationKind, event: NoticeEvent): void;
	/** It is no longer so. */
	takeBack(event: NoticeEvent): void;
	markAllRead(): void;
	/** Its action was done: it cannot be done again. */
	settle(id: string): void;
	/** A person, or time, took the notification away: what it offered may still be done. By hand, it was read. */
	dismissed(id: string, how: { byHand: boolean }): void;
	remove(id: string): void;
	clear(): void;
	/** Follows the notifications until the returned function is called. */
	follow(): () => void;
}

export interface NoticeHistoryOptions {
	notifications: Notifications;
	/** How many are kept; the oldest goes first. Default 100. */
	maximum?: number;
	/** Milliseconds since 1970. Default: the system's. */
	now?: () => number;
}

/** Whoever sees it pass has read it; what went wrong should not be missed, even by who looks elsewhere. */
const isReadAtOnce = (kind: NotificationKind): boolean => kind === 'success' || kind === 'info';

interface SeenNotification extends Pick<Notification, 'count' | 'action'> {
	/** A person, or time, is taking it away. */
	isDismissed: boolean;
}

/** Remembers what the person was told, in this tab and as long as the page lives: it holds actions, which are code. */
export const createNoticeHistory = ({
	notifications,
	maximum = 100,
	now = () => Date.now(),
}: NoticeHistoryOptions): NoticeHistory => {
	const listeners = new Set<() => void>();
	/** What is shown, as it was last compared: what a person took out of the list is not put in again for that it still stands. */
	const seen = new Map<string, SeenNotification>();
	let notices: readonly Notice[] = [];

	const set = (next: readonly Notice[]): void => {
		notices = next.slice(0, maximum);
		for (const listener of [...listeners]) listener();
	};
	const add = (notice: Notice): void => set([notice, ...notices.filter(({ id }) => id !== notice.id)]);
	const change = (id: string, changes: Partial<Notice>): void =>
		set(notices.map((notice) => (notice.id === id ? { ...notice, ...changes } : notice)));

	const compare = (): void => {
		const { items } = notifications.store.getState();
		for (const { id, kind, title, message, count, action } of items) {
			const known = seen.get(id);
			if (known?.count === count && known.action === action) continue;
			seen.set(id, { count, action, isDismissed: false });
			add({ id, kind, what: { title, message }, at: now(), count, isRead: isReadAtOnce(kind), action });
		}
		for (const [id, { action, isDismissed }] of seen) {
			if (items.some((item) => item.id === id)) continue;
			seen.delete(id);
			// Taken back by whoever raised it: it is no longer so, and what it offered has no sense any more.
			if (action !== null && !isDismissed) change(id, { action: null });
		}
	};

	return {
		notices: () => notices,
		subscribe(onChange) {
			listeners.add(onChange);
			return () => listeners.delete(onChange);
		},
		tell(kind, event) {
			const id = idOf(event);
			const count = (notices.find((notice) => notice.id === id)?.count ?? 0) + 1;
			add({ id, kind, what: event, at: now(), count, isRead: false, action: null });
		},
		takeBack: (event) => set(notices.filter(({ id }) => id !== idOf(event))),
		markAllRead() {
			if (notices.some(({ isRead }) => !isRead)) set(notices.map((notice) => ({ ...notice, isRead: true })));
		},
		settle: (id) => change(id, { action: null, isRead: true }),
		dismissed(id, { byHand }) {
			const known = seen.get(id);
			if (known !== undefined) seen.set(id, { ...known, isDismissed: true });
			if (byHand) change(id, { isRead: true });
		},
		remove: (id) => set(notices.filter((notice) => notice.id !== id)),
		clear: () => set([]),
		follow() {
			compare();
			return notifications.store.subscribe(compare);
		},
	};
};

const idOf = (event: NoticeEvent): string => `event ${event.event} ${'remote' in event ? event.remote : ''}`;
