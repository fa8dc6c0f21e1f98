import type { ApiClient, ApiClientOptions } from '@flotilla/api-client';
import {
	createNetworkState,
	createOffline,
	createProbe,
	type DataCache,
	type NetworkState,
	type NetworkStateOptions,
	type Offline,
} from '@flotilla/data-cache';
import type { RealtimeOptions } from '@flotilla/event-bus';

/** What stands in for parts of the browser. */
export interface OfflineEnvironment extends Pick<ApiClientOptions, 'fetch'>, Pick<RealtimeOptions, 'network'> {
	/** How it is found out whether the API can be reached. Default: by its cheapest answer, past the client. */
	probe?: NetworkStateOptions['probe'];
	/** False keeps nothing in the browser: writes without a network fail. Default: true where there is IndexedDB. */
	offline?: boolean;
	/** What the names of the databases begin with. Default `flotilla.`. */
	databasePrefix?: string;
}

/** The network as calls find it; the device's word is `environment.network`. */
export const createPlatformNetwork = (
	apiBaseUrl: string,
	{ fetch, network, probe = createProbe({ url: `${apiBaseUrl}/push/public-key`, fetch }) }: OfflineEnvironment,
): NetworkState =>
	createNetworkState({
		probe,
		...(network && { device: { isOnline: network.isOnline, onChange: network.onOnline } }),
	});

/** What the page does without a network. Its code is loaded when somebody is signed in, beside the first page. */
export const createPlatformOffline = (
	client: Pick<ApiClient, 'request'>,
	network: NetworkState,
	{ offline = typeof indexedDB !== 'undefined', databasePrefix = 'flotilla.' }: OfflineEnvironment,
): Offline => {
	const load = () =>
		offline
			? import(/* webpackChunkName: "soon-signed-in" */ '@flotilla/data-cache/offline')
			: Promise.reject(new Error('Nothing is kept in this page.'));
	return createOffline({
		network,
		async openOutbox(userId, cache) {
			const { createOutbox, createReadVersion, createSendOperation, showOutbox } = await load();
			const outbox = await createOutbox({
				userId,
				database: `${databasePrefix}outbox.${userId}`,
				network,
				send: createSendOperation(client),
				readVersion: createReadVersion(client),
			});
			return { outbox, show: () => showOutbox(outbox, cache.queued) };
		},
		async openPersistence(userId: string, cache: DataCache) {
			const { createCachePersistence } = await load();
			return createCachePersistence({
				userId,
				cache,
				databasePrefix: `${databasePrefix}cache.`,
				isOnline: network.isOnline,
			});
		},
	});
};
