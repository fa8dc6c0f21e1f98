import { type Api, type ApiClient, type ApiClientOptions, createApi, createApiClient } from '@flotilla/api-client';
import { createDataCache, type DataCache, type Offline } from '@flotilla/data-cache';
import {
	createEventBus,
	createRealtime,
	type EventBus,
	type Realtime,
	type RealtimeOptions,
} from '@flotilla/event-bus';
import {
	createNotifications,
	createSession,
	type Notifications,
	type Session,
	type SessionOptions,
} from '@flotilla/session';
import { createPlatformNetwork, createPlatformOffline, type OfflineEnvironment } from './create-platform-offline.ts';
import { followPosition } from './follow-position.ts';
import { notifyOfFailures } from './notify-of-failures.ts';

export interface Platform {
	client: ApiClient;
	api: Api;
	bus: EventBus;
	session: Session;
	notifications: Notifications;
	cache: DataCache;
	/** The network, what waits to be sent, and what is kept for the next visit. */
	offline: Offline;
	realtime: Realtime;
	/** Closes the socket, timers and listeners; the platform cannot be used afterwards. */
	dispose(): void;
}

export interface PlatformOptions {
	/** Sent with every request. Default: none. */
	compositionId?: string;
	/** Default `/api`: the page's origin forwards it. */
	apiBaseUrl?: string;
	/** Default `/ws` on the page's origin. */
	realtimeUrl?: string;
	/** What stands in for parts of the browser, in tests and stories. Default: the browser's own. */
	environment?: PlatformEnvironment;
}

/** `clock` is the session's and the connection's; see the packages for the others. */
export type PlatformEnvironment = OfflineEnvironment &
	Pick<ApiClientOptions, 'fetch' | 'retry'> &
	Pick<RealtimeOptions, 'createSocket' | 'network' | 'random'> &
	Pick<SessionOptions, 'clock' | 'createChannel' | 'locks' | 'restoreRetryDelays' | 'storage'>;

/**
 * Brings up what every remote stands on: one client, one session, one cache, one bus and one
 * socket. Called once a page, by the shell or by whatever stands in for it.
 */
export const createPlatform = ({
	compositionId,
	apiBaseUrl = '/api',
	realtimeUrl = sameOriginSocket('/ws'),
	environment = {},
}: PlatformOptions = {}): Platform => {
	const bus = createEventBus({ source: 'shell' });
	const network = createPlatformNetwork(apiBaseUrl, environment);
	// The client needs the session's token and the session the client's calls: each is given the
	// other through functions that are first called when both exist.
	const client = createApiClient({
		baseURL: apiBaseUrl,
		...(compositionId === undefined ? {} : { compositionId }),
		auth: { getAccessToken: () => session.getAccessToken(), refresh: () => session.refresh() },
		onRequestFailed: ({ code, status, message, request, requestId }) => {
			network.report({ status, code });
			bus.emit('api:request-failed', { code, status, message, ...request, requestId });
		},
		...environment,
	});
	const api = createApi(client);
	const { auth, position } = followPosition(api.auth);
	const session = createSession({ auth, ...environment });
	const notifications = createNotifications();
	const offline = createPlatformOffline(client, network, environment);
	const cache = createDataCache({ api, client, bus, queue: offline.queue });
	const realtime = createRealtime({
		url: realtimeUrl,
		bus,
		getToken: () => session.getAccessToken(),
		renewToken: () => session.refresh(),
		...environment,
		network,
	});

	const ends = [
		network.onChange(({ from, to }) => bus.emit('network:state-changed', { from, to })),
		// A socket that stands is an answer, too.
		bus.on('realtime:state-changed', ({ to }) => to === 'connected' && network.report({ status: 101, code: null })),
		session.onSignedIn((user) => {
			bus.emit('session:signed-in', { userId: user.id });
			offline.start(user.id, cache);
			realtime.connect({ resumeFrom: position() });
		}),
		session.onSignedOut(({ userId, reason }) => {
			realtime.disconnect();
			void offline.stop(reason);
			cache.clear();
			notifications.clear();
			bus.emit('session:signed-out', { userId, reason });
		}),
		// Somebody else, or the same person elsewhere, changed who is signed in here.
		bus.on('users:updated', ({ user }) => {
			const current = session.store.getState().user;
			if (current?.id === user.id && user.version > current.version) session.replaceUser(user);
		}),
		notifyOfFailures({ bus, notifications }),
	];

	return {
		client,
		api,
		bus,
		session,
		notifications,
		cache,
		offline,
		realtime,
		dispose() {
			for (const end of ends) end();
			realtime.disconnect();
			offline.dispose();
			cache.dispose();
			session.dispose();
		},
	};
};

const sameOriginSocket = (path: string): string => {
	const url = new URL(path, window.location.href);
	url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
	return url.href;
};
