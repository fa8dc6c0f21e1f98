import { resumableUploadsPath } from '@flotilla/contracts';
import type { HttpResponse, HttpStack } from 'tus-js-client';
import type { ApiClient, Transmitted } from '../client-types.ts';
import { type ApiError, isApiError } from '../error/api-error.ts';
import { clientError } from '../error/to-api-error.ts';

/**
 * The requests of tus-js-client by way of the API client: with its token, renewed where it is refused, its
 * headers, its circuit, and its refusal of every address outside the API.
 *
 * @param onOutcome told what each request failed with, undefined for a success: tus keeps the text alone.
 */
export const createTusTransport = (client: ApiClient, onOutcome: (error: ApiError | undefined) => void): HttpStack => ({
	getName: () => '@flotilla/api-client',
	createRequest(method, url) {
		const headers: Record<string, string> = {};
		const leaving = new AbortController();
		let onProgress: ((loaded: number) => void) | undefined;
		return {
			getMethod: () => method,
			getURL: () => url,
			setHeader(name, value) {
				headers[name] = value;
			},
			getHeader: (name) => headers[name],
			setProgressHandler(handler) {
				onProgress = handler;
			},
			async send(body: Blob | null) {
				try {
					const { signal } = leaving;
					const response = await client.transmit(url, { method, headers, body: body ?? undefined, signal, onProgress });
					onOutcome(undefined);
					return toResponse(response);
				} catch (cause) {
					const error = isApiError(cause)
						? cause
						: clientError('NETWORK_ERROR', { method, path: resumableUploadsPath }, { cause });
					onOutcome(error);
					// As an answer tus takes any 4xx for "there is no such upload", and begins another.
					if (error.status !== 404 && error.status !== 410) throw error;
					return toResponse({ status: error.status, header: () => null });
				}
			},
			abort: async () => leaving.abort(),
			getUnderlyingObject: () => undefined,
		};
	},
});

const toResponse = ({ status, header }: Transmitted): HttpResponse => ({
	getStatus: () => status,
	getHeader: (name) => header(name) ?? undefined,
	getBody: () => '',
	getUnderlyingObject: () => undefined,
});
