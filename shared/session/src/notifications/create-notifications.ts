import { createStore, type StoreApi } from 'zustand/vanilla';

export type NotificationKind = 'info' | 'success' | 'warning' | 'error';

export interface NotificationInput {
	/** Default `info`. */
	kind?: NotificationKind;
	title: string;
	message?: string;
	/** Notifications with one key are one notification. Default: kind, title and message together. */
	key?: string;
	/** Milliseconds it is shown; null until it is dismissed. Default 5000, for errors null. */
	duration?: number | null;
}

export interface Notification {
	id: string;
	key: string;
	kind: NotificationKind;
	title: string;
	message: string | null;
	duration: number | null;
	/** How often it was raised since it appeared. */
	count: number;
}

export interface Notifications {
	/** `items`: oldest first. */
	readonly store: Pick<StoreApi<{ items: readonly Notification[] }>, 'getState' | 'getInitialState' | 'subscribe'>;
	/** Answers its id. Raised again while it is shown, it is counted and brought up to date, not doubled. */
	add(input: NotificationInput): string;
	dismiss(id: string): void;
	clear(): void;
}

/** Who shows them also takes them away after their `duration`. Beyond `maximum` (default 5) the oldest goes. */
export const createNotifications = ({ maximum = 5 }: { maximum?: number } = {}): Notifications => {
	const store = createStore<{ items: readonly Notification[] }>(() => ({ items: [] }));
	let lastId = 0;
	return {
		store,
		add(input) {
			const { kind = 'info', title, message = null, duration = kind === 'error' ? null : 5000 } = input;
			const key = input.key ?? `${kind}\n${title}\n${message ?? ''}`;
			const { items } = store.getState();
			const shown = items.find((item) => item.key === key);
			if (shown !== undefined) {
				const again = { ...shown, kind, title, message, duration, count: shown.count + 1 };
				store.setState({ items: items.map((item) => (item === shown ? again : item)) });
				return shown.id;
			}
			lastId += 1;
			const id = `notification-${lastId}`;
			store.setState({ items: [...items, { id, key, kind, title, message, duration, count: 1 }].slice(-maximum) });
			return id;
		},
		dismiss: (id) => store.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) })),
		clear: () => store.setState({ items: [] }),
	};
};
