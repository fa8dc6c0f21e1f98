import { createApi, createApiClient } from '@flotilla/api-client';
import { createEventBus } from '@flotilla/event-bus';
import { createFakeBackend, type FakeBackendOptions } from '@flotilla/testing';
import { createDataCache } from '../create-data-cache.ts';

/**
 * A cache on the real client and the real bus, before a fake backend whose events come in by the bus.
 * The person is signed in with `role`.
 */
export const startCache = ({ refetchInterval = 0, ...options }: FakeBackendOptions & { refetchInterval?: number }) => {
	const backend = createFakeBackend(options);
	const { state, fetch } = backend;
	const bus = createEventBus();
	const token = 'token-of-the-test';
	if (state.cookieUserId !== null) state.tokens.set(token, state.cookieUserId);
	const client = createApiClient({
		baseURL: 'http://flotilla.test/api',
		fetch,
		auth: { getAccessToken: () => token, refresh: async () => null },
		retry: { retries: 0 },
	});
	const cache = createDataCache({ api: createApi(client), client, bus, refetchInterval });
	state.onEvent((event) => bus.publish({ ...event, source: 'api' }));
	const count = (endpoint: string): number =>
		state.requests.filter((request) => `${request.method} ${request.endpoint}` === endpoint).length;
	return { ...backend, bus, cache, count };
};
