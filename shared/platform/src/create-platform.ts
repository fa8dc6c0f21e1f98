import {
	type Api,
	type ApiClient,
	type ApiClientOptions,
	createApi,
	createApiClient,
	errorMessages,
	type Uploads,
} from '@flotilla/api-client';
import {
	createDataCache,
	type DataCache,
	type DataCacheOptions,
	type Offline,
	outboxMessages,
} from '@flotilla/data-cache';
import {
	createEventBus,
	createRealtime,
	type EventBus,
	type Realtime,
	type RealtimeOptions,
	relayBetweenTabs,
} from '@flotilla/event-bus';
import { type Catalogue, createI18n, type I18n } from '@flotilla/i18n';
import {
	createNotifications,
	createSession,
	type Notifications,
	type Session,
	type SessionOptions,
	takeEarlyRefresh,
} from '@flotilla/session';
import { createPlatformNetwork, createPlatformOffline, type OfflineEnvironment } from './create-platform-offline.ts';
import { fetchAfter } from './fetch-after.ts';
import { followCircuit } from './follow-circuit.ts';
import { followSession } from './follow-session.ts';
import { createLazyUploads } from './lazy-uploads.ts';
import { notifyOfFailures } from './notify-of-failures.ts';
import { platformMessages } from './platform.messages.ts';
import { createPush, type Push, type PushOptions } from './push/create-push.ts';
import type { ReportFailure } from './report/failure-report.ts';

export interface Platform {
	client: ApiClient;
	api: Api;
	bus: EventBus;
	session: Session;
	notifications: Notifications;
	/** The language that the page speaks. */
	i18n: I18n;
	cache: DataCache;
	/** The network, what waits to be sent, and what is kept for the next visit. */
	offline: Offline;
	realtime: Realtime;
	/** Push messages to this device. */
	push: Push;
	/** The upload service, loaded when it is first asked for. */
	loadUploads(): Promise<Uploads>;
	/** Where failures go that whoever runs the page has to know of; see `PlatformOptions`. */
	report: ReportFailure | undefined;
	/** Closes the socket, timers and listeners; the platform cannot be used afterwards. */
	dispose(): void;
}

export interface PlatformOptions {
	/** Sent with every request; asked each time where it may change. Default: none. */
	compositionId?: string | (() => string);
	/** Default `/api`: the page's origin forwards it. */
	apiBaseUrl?: string;
	/** Default `/ws` on the page's origin. */
	realtimeUrl?: string;
	/** Takes failures of the server and of remotes, and uncaught errors, to an error tracker. Default: nowhere. */
	report?: ReportFailure | undefined;
	/**
	 * Where the same events come to browsers whose network blocks sockets. Default `/events` of the
	 * API; none where `environment` brings the sockets.
	 */
	streamUrl?: string | undefined;
	/** The language that the page speaks. Default: what the person chose on an earlier visit, or what their browser asks for. */
	i18n?: I18n;
	/** What stands in for parts of the browser, in tests and stories. Default: the browser's own. */
	environment?: PlatformEnvironment;
}

/** `clock` is the session's and the connection's; see the packages for the others. */
export type PlatformEnvironment = OfflineEnvironment &
	Pick<ApiClientOptions, 'beforeRequest' | 'circuit' | 'fetch' | 'log' | 'retry'> &
	Pick<DataCacheOptions, 'refetchInterval'> &
	Pick<RealtimeOptions, 'createChannel' | 'createSocket' | 'lifecycle' | 'locks' | 'network' | 'random'> &
	Pick<PushOptions, 'registration' | 'permission'> &
	Pick<
		SessionOptions,
		'clock' | 'createChannel' | 'locks' | 'onWake' | 'refreshRetryDelays' | 'restoreRetryDelays' | 'storage'
	>;

/**
 * Brings up what every remote stands on: one client, one session, one cache, one bus and one
 * socket. Called once a page, by the shell or by whatever stands in for it.
 */
export const createPlatform = ({
	compositionId,
	apiBaseUrl = '/api',
	realtimeUrl = sameOriginSocket('/ws'),
	report,
	i18n = createI18n(),
	environment = {},
	streamUrl = environment.createSocket === undefined ? `${apiBaseUrl}/events` : undefined,
}: PlatformOptions = {}): Platform => {
	const bus = createEventBus({ source: 'shell' });
	const endTexts = i18n.onLoadFailed((error, language) =>
		bus.emit('i18n:load-failed', { language, message: error instanceof Error ? error.message : String(error) }),
	);
	// Needed most when nothing can be fetched any more.
	void i18n.loadAll([errorMessages, outboxMessages, platformMessages] as readonly Catalogue[]);
	// What goes to the API past its client: whether it answers at all, and its event stream.
	const besideClient = fetchAfter(environment);
	const network = createPlatformNetwork(apiBaseUrl, { ...environment, ...besideClient });
	// The client needs the session's token and the session the client's calls: each is given the
	// other through functions that are first called when both exist.
	const client = createApiClient({
		baseURL: apiBaseUrl,
		...(compositionId === undefined ? {} : { compositionId }),
		auth: {
			getAccessToken: () => session.getAccessToken(),
			refresh: () => session.refresh(),
			isTokenAwaited: () => session.store.getState().isProvisional,
		},
		onRequestFailed: ({ code, status, message, request, requestId, errors, retryAfter }, { notify }) =>
			bus.emit('api:request-failed', { code, status, message, ...request, requestId, errors, retryAfter, notify }),
		onAttempt: network.report,
		...environment,
	});
	const api = createApi(client);
	const session = createSession({ auth: api.auth, takeEarlyRefresh, ...environment, network });
	const notifications = createNotifications();
	const uploads = createLazyUploads({
		client,
		getUserId: () => session.store.getState().user?.id ?? null,
		network,
	});
	const offline = createPlatformOffline(client, network, environment);
	const cache = createDataCache({
		api,
		client,
		bus,
		queue: offline.queue,
		loadUploads: uploads.load,
		refetchInterval: environment.refetchInterval,
	});
	const realtime = createRealtime({
		url: realtimeUrl,
		...(streamUrl === undefined ? {} : { streamUrl }),
		bus,
		getToken: () => session.getAccessToken(),
		renewToken: () => session.refresh(),
		onBadFrame: (reason, count) => bus.emit('realtime:frame-dropped', { reason, count }),
		onRefused: (refusal) => bus.emit('realtime:request-refused', refusal),
		...environment,
		...besideClient,
		network,
	});

	const push = createPush({ api: api.push, ...environment });

	/** Of the person who is signed in. */
	let endTabRelay = (): void => {};

	const ends = [
		endTexts,
		network.onChange(({ from, to }) => bus.emit('network:state-changed', { from, to })),
		// A socket that stands is an answer, too.
		bus.on('realtime:state-changed', ({ to }) => to === 'connected' && network.report({ status: 101, code: null })),
		session.onSignedIn((user) => {
			endTabRelay = relayBetweenTabs({ ...environment, bus, userId: user.id });
			bus.emit('session:signed-in', { userId: user.id });
			offline.start(user.id, cache);
			// Without a network, so that signing out ends it all the same.
			if (session.store.getState().isProvisional) void push.begin(user.id);
		}),
		session.onConfirmed((user, position) => {
			void push.begin(user.id);
			// Otherwise a change that happens after a page was fetched and before the socket stands would be missed.
			realtime.connect({ resumeFrom: position, sharedBy: user.id });
		}),
		session.onSignedOut(({ userId, reason }) => {
			// First: pages that let go of an upload would tell the server, as nobody.
			// What waits for a person who did not leave waits on, as the outbox does.
			if (reason === 'requested') uploads.forget();
			else uploads.letGo();
			realtime.disconnect();
			endTabRelay();
			cache.clear();
			notifications.clear();
			bus.emit('session:signed-out', { userId, reason });
		}),
		// Whoever comes next in this tab comes to a clean one.
		session.onCleanUp(({ reason }) => offline.stop(reason)),
		session.onCleanUp(() => push.end()),
		followSession({ bus, session }),
		notifyOfFailures({
			bus,
			notifications,
			i18n,
			session,
			async probe() {
				await api.auth.me({ dedupe: false });
				cache.revalidate();
			},
		}),
		followCircuit({ bus, circuit: client.circuit, network }),
	];

	return {
		client,
		api,
		bus,
		session,
		notifications,
		i18n,
		cache,
		offline,
		realtime,
		push,
		loadUploads: uploads.load,
		report,
		dispose() {
			for (const end of ends) end();
			realtime.disconnect();
			endTabRelay();
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
