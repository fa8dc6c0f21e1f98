import { createStore, type StoreApi } from 'zustand/vanilla';

export type NotificationKind = 'info' | 'success' | 'warning' | 'error';

/** Milliseconds a notification of a kind is shown; null: until it is dismissed. */
export const defaultDurations: Readonly<Record<NotificationKind, number | null>> = {
	info: 5000,
	success: 5000,
	warning: 8000,
	error: null,
};

export interface NotificationAction {
	/** What its button says. */
	label: string;
	/** Called by the button, which also dismisses the notification. */
	run(): void;
}

export interface NotificationInput {
	/** Default `info`. */
	kind?: NotificationKind;
	title: string;
	message?: string;
	/** Notifications with one key are one notification. Default: kind, title and message together. */
	key?: string;
	/** Milliseconds it is shown; null until it is dismissed. Default: by its kind, see `defaultDurations`. */
	duration?: number | null;
	/** What can be done about it. Default: nothing. */
	action?: NotificationAction;
}

export interface Notification {
	id: string;
	key: string;
	kind: NotificationKind;
	title: string;
	message: string | null;
	duration: number | null;
	action: NotificationAction | null;
	/** How often it was raised since it appeared. */
	count: number;
}

export interface NotificationsState {
	/** What is shown, oldest first. */
	items: readonly Notification[];
	/** How many wait until there is room. */
	waiting: number;
}

export interface Notifications {
	readonly store: Pick<StoreApi<NotificationsState>, 'getState' | 'getInitialState' | 'subscribe'>;
	/** Answers its id. Raised again while it is shown or waits, it is counted and brought up to date, not doubled. */
	add(input: NotificationInput): string;
	dismiss(id: string): void;
	/** Takes away what is no longer so. True when it was there. */
	dismissKey(key: string): boolean;
	/** Of those that wait, too. */
	clear(): void;
}

export interface NotificationsOptions {
	/** How many are shown at a time. Default 5. */
	maximum?: number;
	/** How many wait for room; beyond that the oldest of those that would pass by themselves goes, or the oldest. Default 20. */
	maximumWaiting?: number;
	/** Milliseconds after which one that would pass by itself is no news any more and is not shown. Default 30000. */
	maximumWait?: number;
	/** By kind. Default `defaultDurations`. */
	durations?: Partial<Record<NotificationKind, number | null>>;
	/** Milliseconds since 1970. Default: the system's. */
	now?: () => number;
}

/** Whoever shows them also takes them away after their `duration`. */
export const createNotifications = ({
	maximum = 5,
	maximumWaiting = 20,
	maximumWait = 30_000,
	durations = {},
	now = () => Date.now(),
}: NotificationsOptions = {}): Notifications => {
	const store = createStore<NotificationsState>(() => ({ items: [], waiting: 0 }));
	const durationOf = { ...defaultDurations, ...durations };
	let waiting: { item: Notification; since: number }[] = [];
	let lastId = 0;

	/** Fills the room there is with those that wait. */
	const show = (items: readonly Notification[]): void => {
		const shown = [...items];
		while (shown.length < maximum) {
			const next = waiting.shift();
			if (next === undefined) break;
			if (next.item.duration === null || now() - next.since <= maximumWait) shown.push(next.item);
		}
		store.setState({ items: shown, waiting: waiting.length });
	};

	const wait = (item: Notification): void => {
		waiting.push({ item, since: now() });
		if (waiting.length <= maximumWaiting) return;
		const passing = waiting.find((other) => other.item.duration !== null) ?? waiting[0];
		waiting = waiting.filter((other) => other !== passing);
	};

	/** Takes away those that `isOver` picks; true when there were any. */
	const remove = (isOver: (item: Notification) => boolean): boolean => {
		const { items } = store.getState();
		const before = items.length + waiting.length;
		const left = items.filter((item) => !isOver(item));
		waiting = waiting.filter(({ item }) => !isOver(item));
		if (left.length + waiting.length === before) return false;
		show(left);
		return true;
	};

	return {
		store,
		add(input) {
			const { kind = 'info', title, message = null, duration = durationOf[kind], action = null } = input;
			const key = input.key ?? `${kind}\n${title}\n${message ?? ''}`;
			const { items } = store.getState();
			const known = [...items, ...waiting.map(({ item }) => item)].find((item) => item.key === key);
			const count = (known?.count ?? 0) + 1;
			if (known === undefined) lastId += 1;
			const item = { id: known?.id ?? `notification-${lastId}`, key, kind, title, message, duration, action, count };
			const replace = (other: Notification): Notification => (other === known ? item : other);
			if (known !== undefined) waiting = waiting.map((other) => ({ ...other, item: replace(other.item) }));
			else if (items.length >= maximum) wait(item);
			show(known === undefined && items.length < maximum ? [...items, item] : items.map(replace));
			return item.id;
		},
		dismiss: (id) => void remove((item) => item.id === id),
		dismissKey: (key) => remove((item) => item.key === key),
		clear() {
			waiting = [];
			show([]);
		},
	};
};
