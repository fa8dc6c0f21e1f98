/** A tab of this origin, as a service worker sees it. */
interface OpenTab {
	readonly url: string;
	focus(): Promise<unknown>;
}

interface PushEventLike {
	readonly data: { json(): unknown } | null;
	waitUntil(promise: Promise<unknown>): void;
}

interface NotificationClickLike {
	readonly notification: { readonly data: unknown; close(): void };
	waitUntil(promise: Promise<unknown>): void;
}

/** The part of a service worker's global scope that push messages need. */
export interface PushScope {
	readonly location: { readonly origin: string };
	readonly registration: {
		showNotification(title: string, options: { body: string; tag?: string; data: { url: string } }): Promise<unknown>;
	};
	readonly clients: {
		matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenTab[]>;
		openWindow(url: string): Promise<unknown>;
	};
	addEventListener(type: 'push', listener: (event: PushEventLike) => void): void;
	addEventListener(type: 'notificationclick', listener: (event: NotificationClickLike) => void): void;
}

interface Message {
	title: string;
	body: string;
	url: string;
	tag?: string;
}

/** A browser takes the permission away from who gets a message and shows nothing, so this is shown for one that cannot be read. */
const unreadable: Message = { title: 'Flotilla', body: 'There is something new for you.', url: '/' };

const readMessage = (event: PushEventLike): Message => {
	try {
		const { title, body, url, tag } = (event.data?.json() ?? {}) as Record<string, unknown>;
		if (typeof title !== 'string' || title === '' || typeof body !== 'string') return unreadable;
		return { title, body, url: typeof url === 'string' ? url : '/', ...(typeof tag === 'string' && { tag }) };
	} catch {
		return unreadable;
	}
};

/** The address on this origin; what leads anywhere else leads to the start page. */
const onOrigin = (url: unknown, origin: string): string => {
	const start = `${origin}/`;
	if (typeof url !== 'string' || !URL.canParse(url, start)) return start;
	const target = new URL(url, start);
	return target.origin === origin ? target.href : start;
};

/**
 * Shows `{title, body, url, tag}` of each push message; a later one with the same tag takes the place of the
 * earlier. A click brings the tab that shows the page to the front, or opens one: a tab in which somebody may be
 * writing something else is not sent away. Call it while the worker's script runs for the first time.
 */
export const handlePushMessages = (scope: PushScope): void => {
	scope.addEventListener('push', (event) => {
		const { title, body, url, tag } = readMessage(event);
		const options = { body, ...(tag !== undefined && { tag }), data: { url } };
		event.waitUntil(scope.registration.showNotification(title, options));
	});

	scope.addEventListener('notificationclick', (event) => {
		const { notification } = event;
		notification.close();
		const url = onOrigin((notification.data as { url?: unknown } | null)?.url, scope.location.origin);
		const show = async () => {
			const tabs = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
			const open = tabs.find((tab) => tab.url === url);
			await (open === undefined ? scope.clients.openWindow(url) : open.focus());
		};
		event.waitUntil(show());
	});
};
