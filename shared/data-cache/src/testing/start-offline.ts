import { createApi, createApiClient } from '@flotilla/api-client';
import { createEventBus } from '@flotilla/event-bus';
import { createFakeBackend, type FakeBackendOptions } from '@flotilla/testing';
import { createDataCache } from '../create-data-cache.ts';
import { createNetworkState } from '../network/create-network-state.ts';
import { createOffline } from '../offline/create-offline.ts';
import {
	createCachePersistence,
	createOutbox,
	createReadVersion,
	createSendOperation,
	showOutbox,
} from '../offline/on-demand.ts';
import type { CachePersistence } from '../persistence/cache-persistence.ts';
import { createTestNetwork } from './start-outbox.ts';

/** A browser with one person before a fake backend. Each visit is a page of its own, on the same storage. */
export const createOfflineWorld = (options: FakeBackendOptions = {}) => {
	const backend = createFakeBackend({ role: 'admin', ...options });
	const { state } = backend;
	const token = 'token-of-the-test';
	const userId = state.cookieUserId ?? '';
	state.tokens.set(token, userId);
	const databasePrefix = `flotilla.test.${crypto.randomUUID()}.`;
	const device = createTestNetwork();

	const visit = ({ withStorage = true } = {}) => {
		const bus = createEventBus();
		const stopEvents = state.onEvent((event) => bus.publish({ ...event, source: 'api' }));
		const client = createApiClient({
			baseURL: 'http://flotilla.test/api',
			async fetch(request) {
				if (!device.isOnline()) throw new TypeError('Failed to fetch');
				return backend.fetch(request);
			},
			auth: { getAccessToken: () => token, refresh: async () => null },
			retry: { retries: 0 },
		});
		const network = createNetworkState({
			device: { isOnline: device.isOnline, onChange: device.onChange },
			probe: async () => device.isOnline(),
		});
		let persistence: CachePersistence | null = null;
		let isHere = true;
		const unavailable = () => Promise.reject(new Error('There is no storage.'));
		const offline = createOffline({
			network,
			// The tests' browser may be busy.
			restoreTimeout: 10_000,
			openOutbox: withStorage
				? async (id, cache) => {
						const outbox = await createOutbox({
							userId: id,
							database: `${databasePrefix}outbox.${id}`,
							network,
							send: createSendOperation(client),
							readVersion: createReadVersion(client),
							baseDelay: 10,
							maximumDelay: 20,
						});
						return { outbox, show: () => showOutbox(outbox, cache.queued) };
					}
				: unavailable,
			openPersistence: withStorage
				? async (id, cache) => {
						persistence = createCachePersistence({
							userId: id,
							cache,
							databasePrefix: `${databasePrefix}cache.`,
							restoreTimeout: 10_000,
						});
						return persistence;
					}
				: unavailable,
		});
		const cache = createDataCache({ api: createApi(client), client, bus, queue: offline.queue, refetchInterval: 0 });
		bus.emit('session:signed-in', { userId });
		offline.start(userId, cache);
		return {
			bus,
			cache,
			network,
			offline,
			/** What was fetched is written now. */
			keep: async () => persistence?.flush(),
			/** The page is closed. */
			leave() {
				if (!isHere) return;
				isHere = false;
				stopEvents();
				offline.dispose();
				cache.dispose();
			},
		};
	};
	return { ...backend, device, userId, visit };
};
