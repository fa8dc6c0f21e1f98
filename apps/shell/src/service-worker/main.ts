import { linkParameter, reservedPaths } from '@flotilla/contracts';
import { handlePushMessages } from '@flotilla/platform/service-worker';
import { clientsClaim } from 'workbox-core';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { compositionsOfLocks, type ReadyMessage, readPrepareMessage } from '../updates/worker-messages.ts';
import { createCompositionStore } from './composition-store.ts';
import { cacheNames, outdatedCaches } from './plan-caches.ts';
import { bypassWorker, canBypassWorker } from './static-routes.ts';
import { takeOverWhenAsked } from './take-over.ts';

declare const self: ServiceWorkerGlobalScope;

/** Seconds that a navigation waits for the network before the page comes from here. */
const patience = 3;

const store = createCompositionStore({
	caches,
	async inUse() {
		const { held = [] } = await navigator.locks.query();
		return compositionsOfLocks(held.map(({ name }) => name));
	},
});

// The worker itself holds no composition: a newer one may take over in the middle of a session, see `takeOverWhenAsked`.
self.addEventListener('install', (event) => {
	bypassWorker(
		event,
		reservedPaths.filter((segment) => segment !== 'assets'),
	);
});
clientsClaim();
self.addEventListener('message', (event) => {
	const taken = takeOverWhenAsked(event.data, {
		pages: () => self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
		skipWaiting: () => self.skipWaiting(),
	});
	event.waitUntil(taken);
});

self.addEventListener('activate', (event) => {
	const start = async () => {
		for (const name of outdatedCaches(await caches.keys())) await caches.delete(name);
		// The request of a page is then on its way while the worker starts. Where a worker cannot be bypassed it
		// would be sent for downloads, too, and a second time for them.
		if (canBypassWorker()) await self.registration.navigationPreload.enable();
	};
	event.waitUntil(start());
});

self.addEventListener('fetch', (event) => {
	// A preload that nobody waits for is cancelled, and the browser complains.
	if (event.request.mode === 'navigate')
		event.waitUntil(event.preloadResponse?.catch(() => undefined) ?? Promise.resolve());
});

const isReserved = new RegExp(`^/(?:${reservedPaths.join('|')})(?:[/?]|$)`);

registerRoute(
	new NavigationRoute(
		new NetworkFirst({
			cacheName: cacheNames.compositions,
			networkTimeoutSeconds: patience,
			plugins: [
				{
					// Pages are stored with their composition and never by themselves.
					cacheWillUpdate: async () => null,
					cachedResponseWillBeUsed: () => store.newestPage(),
					// The server is there and cannot: what was kept is better than its error.
					handlerWillRespond: async ({ response }) =>
						response.status < 500 ? response : ((await store.newestPage()) ?? response),
				},
			],
		}),
		// A link's page is nobody else's, and not there without the network.
		{ denylist: [isReserved, new RegExp(`[?&]${linkParameter}=`)] },
	),
);

registerRoute(
	({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/assets/'),
	new CacheFirst({
		cacheName: cacheNames.assets,
		// An address names its content; a query is another attempt at the same.
		matchOptions: { ignoreSearch: true, ignoreVary: true },
		// Files are stored when the hash of their composition's list has been checked, and not by passing through.
		plugins: [{ cacheWillUpdate: async () => null }],
	}),
);

const prepare = async (current: string | undefined): Promise<void> => {
	const compositionId = await navigator.locks.request('flotilla-prepare', () => store.prepare(current));
	const message: ReadyMessage = { type: 'flotilla:composition-ready', compositionId };
	for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
		client.postMessage(message);
	}
};

self.addEventListener('message', (event) => {
	const message = readPrepareMessage(event.data);
	// What fails is tried again when a page is loaded, or asks again after a while.
	if (message !== null) event.waitUntil(prepare(message.compositionId).catch(() => undefined));
});

handlePushMessages(self);
