import type { Platform } from '@flotilla/platform';

type Notifications = Platform['notifications'];
type Notification = ReturnType<Notifications['store']['getState']>['items'][number];

/** Milliseconds that a notification is waited for. */
const patience = 5000;

/**
 * The notification of that title, shown now or within five seconds. By its title and not by its place, because others,
 * "No connection" for instance, come when they come.
 *
 * @throws Error that names what was shown instead.
 */
export function findNotification({ store }: Notifications, title: string): Promise<Notification> {
	const find = () => store.getState().items.find((item) => item.title === title);
	const shown = find();
	if (shown !== undefined) return Promise.resolve(shown);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			stop();
			const others = store.getState().items.map((item) => `“${item.title}” (${item.message ?? ''})`);
			reject(new Error(`No notification “${title}” was shown; there were: ${others.join(', ') || 'none'}.`));
		}, patience);
		const stop = store.subscribe(() => {
			const found = find();
			if (found === undefined) return;
			clearTimeout(timer);
			stop();
			resolve(found);
		});
	});
}
