import type { ApiClientOptions } from '@flotilla/api-client';
import type { FakeBackend } from '@flotilla/testing';
import { getResponse, type RequestHandler } from 'msw';

type Adapter = NonNullable<ApiClientOptions['adapter']>;

/** Answers the API client from a fake backend: no network, no service worker, nothing global is replaced. */
export const createBackendAdapter =
	({ handlers }: FakeBackend): Adapter =>
	async (config) => {
		const { url = '', method = 'get', data, headers, onUploadProgress, signal } = config;
		// The browser names the boundary of a form's parts.
		if (data instanceof FormData) headers.delete('Content-Type');
		const request = new Request(new URL(url, location.origin), {
			method: method.toUpperCase(),
			headers: headers.toJSON() as Record<string, string>,
			body: data ?? null,
		});
		const total = sizeOf(data);
		onUploadProgress?.({ loaded: total / 2, total, bytes: total / 2, lengthComputable: true });
		// All of them are of HTTP; the type allows for sockets, too.
		const response = await getResponse(handlers as RequestHandler[], request);
		if (signal?.aborted || response === undefined || response.type === 'error') {
			throw Object.assign(new Error('The network failed.'), { isAxiosError: true, config });
		}
		const answer = {
			data: config.responseType === 'blob' && response.ok ? await response.blob() : await response.text(),
			status: response.status,
			statusText: response.statusText,
			headers: Object.fromEntries(response.headers),
			config,
			request,
		};
		if (response.ok) return answer;
		throw Object.assign(new Error(`Status ${response.status}`), { isAxiosError: true, config, response: answer });
	};

const sizeOf = (data: unknown): number =>
	data instanceof FormData
		? [...data.values()].reduce((sum, part) => sum + (part instanceof File ? part.size : part.length), 0)
		: 0;
