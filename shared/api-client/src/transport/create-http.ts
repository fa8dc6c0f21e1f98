import { Axios, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';

declare module 'axios' {
	interface AxiosRequestConfig {
		/** The token this request goes out with; null sends none. */
		accessToken?: string | null;
		/** Sent as `X-Request-ID`. */
		requestId?: string;
	}
}

export interface HttpOptions {
	/** Milliseconds for a whole answer. */
	timeout: number;
	withCredentials: boolean;
	/** Asked at each request where it may change. */
	compositionId: string | (() => string) | undefined;
	adapter: AxiosAdapter | undefined;
	fetch: FetchRequest | undefined;
}

/** The part of `fetch` that is used. */
export type FetchRequest = (request: Request) => Promise<Response>;

/**
 * The one axios instance. Whoever calls it has checked the address; see api-url.ts.
 *
 * Made by the class and not by `axios.create`, which adds defaults that are copied, deeply, for each request, and
 * transforms for which all headers are cleaned once more: together they cost more than all else that a call does
 * here. So bodies come written and answers are parsed elsewhere; see write-body.ts and create-exchange.ts.
 */
export const createHttp = ({ timeout, withCredentials, compositionId, adapter, fetch }: HttpOptions): Axios => {
	const http = new Axios({
		timeout,
		withCredentials,
		// XHR first: it alone tells how much of an upload has left the device. fetch serves where there is no XHR.
		adapter: adapter ?? (fetch === undefined ? ['xhr', 'fetch'] : 'fetch'),
		...(fetch !== undefined && { env: { fetch: fetch as typeof globalThis.fetch } }),
		headers: { Accept: 'application/json' },
		validateStatus: (status) => status >= 200 && status < 300,
		// No cookie-to-header token: the refresh cookie is SameSite=Strict and everything else carries a bearer token.
		withXSRFToken: false,
		transitional: { clarifyTimeoutError: true },
	});
	const addHeaders = (config: InternalAxiosRequestConfig): InternalAxiosRequestConfig => {
		if (config.requestId !== undefined) config.headers.set('X-Request-ID', config.requestId);
		config.headers.set('X-Timestamp', new Date().toISOString());
		const composition = typeof compositionId === 'function' ? compositionId() : compositionId;
		if (composition !== undefined) config.headers.set('X-Composition-ID', composition);
		if (config.accessToken) config.headers.set('Authorization', `Bearer ${config.accessToken}`);
		return config;
	};
	http.interceptors.request.use(addHeaders, null, { synchronous: true });
	return http;
};
