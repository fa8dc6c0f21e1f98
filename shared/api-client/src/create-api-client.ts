import { authEndpoints, type Endpoint, type Envelope, type HttpMethod } from '@flotilla/contracts';
import type { AxiosAdapter, AxiosProgressEvent, AxiosRequestConfig, AxiosResponse } from 'axios';
import type {
	ApiClient,
	Call,
	CallOptions,
	FailureNotice,
	RawOptions,
	TransferOptions,
	TransferProgress,
} from './client-types.ts';
import { type ApiError, type FailedRequest, isApiError } from './error/api-error.ts';
import { clientError, toApiError } from './error/to-api-error.ts';
import { abortable } from './policy/abortable.ts';
import { createInFlight } from './policy/in-flight.ts';
import { createRetry, type RetryOptions } from './policy/retry.ts';
import { type AuthPort, createTokenRenewal } from './policy/token-renewal.ts';
import { createApiUrls, fillPath, toSearch } from './transport/api-url.ts';
import { createHttp, type FetchRequest } from './transport/create-http.ts';
import { readEnvelope } from './transport/read-envelope.ts';
import { createStallGuard } from './transport/stall-guard.ts';

export interface ApiClientOptions {
	/** A path on the page's origin, or an absolute address. Default `/api`. */
	baseURL?: string;
	/** Default: every call goes out without a token. */
	auth?: AuthPort;
	/** Sent as `X-Composition-ID`. */
	compositionId?: string | undefined;
	/** Milliseconds for a whole answer; transfers of files are bounded by `stallTimeout` instead. Default 30000. */
	timeout?: number;
	/** Milliseconds without any progress after which a transfer of a file is given up. Default 60000. */
	stallTimeout?: number;
	retry?: RetryOptions;
	/** Whether cookies go along when the base URL is on another origin. Default true: sign-in needs them. */
	withCredentials?: boolean;
	/** Told once about every call that failed for good; not about those the caller gave up. */
	onRequestFailed?(error: ApiError, notice: FailureNotice): void;
	/** Answers instead of the network, e.g. the `fetch` of a fake backend. Default: XHR, or the global fetch where there is none. */
	fetch?: FetchRequest;
	/** The whole way to the network, as axios wants it. Goes before `fetch`. */
	adapter?: AxiosAdapter;
}

const signedOut: AuthPort = { getAccessToken: () => null, refresh: () => Promise.resolve(null) };

/** The endpoints that make a session; a 401 from them says "wrong password", not "renew your token". */
const publicPaths: ReadonlySet<string> = new Set(
	Object.values(authEndpoints).flatMap(({ access, path }) => (access === 'public' ? [path] : [])),
);

export const createApiClient = ({
	baseURL = '/api',
	auth = signedOut,
	compositionId,
	timeout = 30_000,
	stallTimeout = 60_000,
	retry,
	withCredentials = true,
	onRequestFailed,
	adapter,
	fetch,
}: ApiClientOptions = {}): ApiClient => {
	const http = createHttp({ timeout, withCredentials, compositionId, adapter, fetch });
	const renewal = createTokenRenewal(auth);
	const retryPolicy = createRetry(retry);
	const inFlight = createInFlight();
	let urls = createApiUrls(baseURL);

	/** One request on the wire. */
	const exchange = async (call: Call, token: string | null, signal: AbortSignal, extra: AxiosRequestConfig) => {
		const { method, url, body, path, responseType, options } = call;
		try {
			if (signal.aborted) throw clientError('ABORTED', { method, path }, signal.reason);
			return await http.request({
				...extra,
				method,
				url,
				data: body,
				responseType,
				signal,
				accessToken: token,
				headers: {
					// Without a body axios would announce a form, which the server does not take.
					...(body === undefined && { 'Content-Type': false }),
					...(options.ifMatch !== undefined && { 'If-Match': `"${options.ifMatch}"` }),
					...(options.idempotencyKey !== undefined && { 'Idempotency-Key': options.idempotencyKey }),
				},
			});
		} catch (error) {
			throw await toApiError(error, { method, path });
		}
	};

	/** With the policies the call may have: renewal of a refused token, retries. */
	const perform = async (
		call: Call,
		signal: AbortSignal,
		{ retried = true, ...extra }: AxiosRequestConfig & { retried?: boolean } = {},
	): Promise<AxiosResponse> => {
		const once = (): Promise<AxiosResponse> =>
			call.isPublic
				? exchange(call, null, signal, extra)
				: renewal.run((token) => exchange(call, token, signal, extra));
		const idempotent = call.method === 'GET' || call.method === 'PUT' || call.method === 'DELETE';
		const mayRepeat = retried && (idempotent || call.options.idempotencyKey !== undefined);
		try {
			const answer = mayRepeat ? retryPolicy.execute(once, signal) : once();
			// The wait before a retry does not hear the signal; the caller need not wait for it.
			return await abortable(answer, signal, () => clientError('ABORTED', call, signal.reason));
		} catch (error) {
			if (isApiError(error) && error.code !== 'ABORTED') {
				onRequestFailed?.(error, { notify: call.options.notify ?? (call.isPublic ? false : undefined) });
			}
			throw error;
		}
	};

	const send = (call: Call): Promise<AxiosResponse> => {
		const { method, url, responseType, options } = call;
		const { signal, dedupe = true } = options;
		if (method !== 'GET' || !dedupe) return perform(call, signal ?? new AbortController().signal);
		// With the token in the key, nobody joins a request that another person's session has started.
		const key = `${responseType} ${url} ${auth.getAccessToken()}`;
		return inFlight.join(
			key,
			(shared) => perform(call, shared),
			signal,
			() => clientError('ABORTED', call, signal?.reason),
		);
	};

	const toCall = (endpoint: Endpoint, input: CallInput = {}): Call => {
		const request: FailedRequest = { method: endpoint.method, path: endpoint.path };
		const path = fillPath(endpoint.path, input.params);
		return {
			method: endpoint.method,
			url: urls.resolve(path + toSearch(input.query), request),
			path,
			body: input.body,
			isPublic: endpoint.access === 'public',
			responseType: endpoint.responseType === 'bytes' ? 'blob' : 'json',
			options: input,
		};
	};

	const raw = async <T>(
		method: HttpMethod,
		path: string,
		body: unknown,
		options: RawOptions = {},
	): Promise<Envelope<T>> => {
		const url = urls.resolve(path + toSearch(options.query), { method, path });
		const isPublic = publicPaths.has(path);
		const response = await send({ method, url, path, body, isPublic, responseType: 'json', options });
		return readEnvelope<T>(response, { method, path });
	};

	const transfer = async (
		call: Call,
		size: number,
		{ signal: caller, onProgress }: TransferOptions,
		direction: 'onUploadProgress' | 'onDownloadProgress',
	): Promise<AxiosResponse> => {
		const guard = createStallGuard(stallTimeout, caller);
		const report = (event: AxiosProgressEvent): void => {
			guard.moved();
			onProgress?.(toProgress(event, size));
		};
		try {
			return await perform(call, guard.signal, { timeout: 0, retried: false, [direction]: report });
		} catch (error) {
			if (!guard.stalled()) throw error;
			const stalled = clientError('TIMEOUT', call, error);
			onRequestFailed?.(stalled, { notify: false });
			throw stalled;
		} finally {
			guard.stop();
		}
	};

	return {
		async request(endpoint, ...[input]) {
			const call = toCall(endpoint, input as CallInput);
			const response = await send(call);
			return call.responseType === 'blob' ? response.data : readEnvelope(response, call).data;
		},
		async upload(endpoint, files, { partName = 'file', params, query, fields = {}, ...options } = {}) {
			const body = new FormData();
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			const list = files instanceof Blob ? [files] : files;
			for (const file of list) body.append(partName, file);
			const size = list.reduce((sum, file) => sum + file.size, 0);
			const input = { notify: false, signal: options.signal, ...(params && { params }), ...(query && { query }) };
			const call = { ...toCall(endpoint, input), body };
			return readEnvelope(await transfer(call, size, options, 'onUploadProgress'), call).data as never;
		},
		async download(address, options = {}) {
			const request: FailedRequest = { method: 'GET', path: address.split('?')[0] ?? '' };
			const url = urls.resolveAddress(address, request);
			const call: Call = {
				method: 'GET',
				url,
				path: request.path,
				isPublic: false,
				responseType: 'blob',
				options: { signal: options.signal },
			};
			return (await transfer(call, 0, options, 'onDownloadProgress')).data;
		},
		get: (path, options) => raw('GET', path, undefined, options),
		post: (path, body, options) => raw('POST', path, body, options),
		put: (path, body, options) => raw('PUT', path, body, options),
		patch: (path, body, options) => raw('PATCH', path, body, options),
		delete: (path, options) => raw('DELETE', path, undefined, options),
		setBaseURL(next) {
			urls = createApiUrls(next);
		},
	};
};

interface CallInput extends CallOptions {
	params?: Readonly<Record<string, unknown>>;
	query?: Readonly<Record<string, unknown>>;
	body?: unknown;
}

const toProgress = ({ loaded, total: announced }: AxiosProgressEvent, size: number): TransferProgress => {
	const total = announced ?? size;
	return { loaded, total, percentage: total > 0 ? Math.min(100, Math.round((loaded / total) * 100)) : 0 };
};
