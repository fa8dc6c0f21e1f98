import type { ApiClientOptions } from '@flotilla/api-client';

/** Gives what comes before the client's requests a place before those that are made without it, too. */
export const fetchAfter = ({
	beforeRequest,
	fetch = (request) => globalThis.fetch(request),
}: Pick<ApiClientOptions, 'beforeRequest' | 'fetch'>): Pick<ApiClientOptions, 'fetch'> =>
	beforeRequest === undefined
		? {}
		: {
				async fetch(request) {
					await beforeRequest({ method: request.method, path: new URL(request.url).pathname }, request.signal);
					return fetch(request);
				},
			};
