import { authEndpoints, type Endpoint, type Envelope, type HttpMethod } from '@flotilla/contracts';
import type { AxiosAdapter, AxiosProgressEvent, AxiosRequestConfig, AxiosResponse } from 'axios';
import type { ApiClient, CallOptions, FailureNotice, RawOptions, TransferProgress } from './client-types.ts';
import { type ApiError, type FailedRequest, isApiError } from './error/api-error.ts';
import { clientError } from './error/to-api-error.ts';
import { abortable } from './policy/abortable.ts';
import type { CircuitOptions } from './policy/circuit.ts';
import { createCircuits } from './policy/circuits.ts';
import { createInFlight } from './policy/in-flight.ts';
import { createRetry, type RetryOptions } from './policy/retry.ts';
import { type AuthPort, createTokenRenewal } from './policy/token-renewal.ts';
import type { ApiLog } from './transport/api-log.ts';
import { createApiUrls, fillPath, toSearch } from './transport/api-url.ts';
import type { Call } from './transport/call.ts';
import { type ApiAttempt, type BeforeRequest, createExchange } from './transport/create-exchange.ts';
import { createHttp, type FetchRequest } from './transport/create-http.ts';
import { readEnvelope } from './transport/read-envelope.ts';
import { createStallGuard } from './transport/stall-guard.ts';

export interface ApiClientOptions {
	/** A path on the page's origin, or an absolute address. Default `/api`. */
	baseURL?: string;
	/** Where the token comes from, at each request. Default: every call goes out without one. */
	auth?: AuthPort;
	/** Sent as `X-Composition-ID`; asked at each request where it may change. */
	compositionId?: string | (() => string) | undefined;
	/** Milliseconds for a whole answer; transfers of files are bounded by `stallTimeout` instead. Default 30000. */
	timeout?: number;
	/** Milliseconds without any progress after which a transfer of a file is given up. Default 60000. */
	stallTimeout?: number;
	retry?: RetryOptions;
	circuit?: CircuitOptions;
	/** Whether cookies go along when the base URL is on another origin. Default true: sign-in needs them. */
	withCredentials?: boolean;
	/** Told once about every call that failed for good; not about those the caller gave up. */
	onRequestFailed?(error: ApiError, notice: FailureNotice): void;
	/** Told about every request that reached a server or failed to, each attempt by itself. */
	onAttempt?(attempt: ApiAttempt): void;
	/** Comes between a call and the wire, at each attempt; see `BeforeRequest`. Default: nothing does. */
	beforeRequest?: BeforeRequest | undefined;
	/** Where requests and answers are written, e.g. `createConsoleLog()`. Default: nowhere. */
	log?: ApiLog | undefined;
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

/** A call with what its caller may say about it. */
type Request = Call & { options: CallOptions };

/** What a perform may do beyond one attempt. */
interface Performing extends Pick<AxiosRequestConfig, 'timeout' | 'onUploadProgress' | 'onDownloadProgress'> {
	/** Default: what may be sent twice is. */
	retried?: false;
	/** Whether a failure goes to `onRequestFailed`. Default true. */
	reported?: boolean;
}

interface Transferring extends Performing {
	signal: AbortSignal | undefined;
	onMove(event: AxiosProgressEvent): void;
}

export const createApiClient = ({
	baseURL = '/api',
	auth = signedOut,
	compositionId,
	timeout = 30_000,
	stallTimeout = 60_000,
	retry,
	circuit,
	withCredentials = true,
	onRequestFailed,
	onAttempt,
	beforeRequest,
	log,
	adapter,
	fetch,
}: ApiClientOptions = {}): ApiClient => {
	const http = createHttp({ timeout, withCredentials, compositionId, adapter, fetch });
	const exchange = createExchange({ http, onAttempt, beforeRequest, log });
	const renewal = createTokenRenewal(auth);
	const retryPolicy = createRetry(retry);
	const inFlight = createInFlight();
	let urls = createApiUrls(baseURL);
	const circuits = createCircuits(urls.origin, circuit);

	/** With the policies the call may have: a fast refusal by an open circuit, renewal of a refused token, retries. */
	const perform = async (
		call: Call,
		signal: AbortSignal,
		{ retried, reported = true, ...extra }: Performing = {},
	): Promise<AxiosResponse> => {
		const attempt = (token: string | null): Promise<AxiosResponse> =>
			circuits.current().run(() => exchange(call, token, signal, extra), call);
		const once = (): Promise<AxiosResponse> => (call.isPublic ? attempt(null) : renewal.run(attempt));
		const idempotent = call.method === 'GET' || call.method === 'PUT' || call.method === 'DELETE';
		const mayRepeat = retried !== false && (idempotent || 'Idempotency-Key' in call.headers);
		try {
			const answer = mayRepeat ? retryPolicy.execute(once, signal) : once();
			// The wait before a retry, or for a probe, does not hear the signal; the caller need not wait for it.
			return await abortable(answer, signal, () => clientError('ABORTED', call, { cause: signal.reason }));
		} catch (error) {
			if (reported && isApiError(error) && error.kind !== 'aborted') {
				onRequestFailed?.(error, { notify: call.notify ?? (call.isPublic ? false : undefined) });
			}
			throw error;
		}
	};

	/** Every write of somebody who is signed in has a key, so that it may be sent again when its answer got lost. */
	const headersOf = (method: string, isPublic: boolean, { ifMatch, idempotencyKey }: CallOptions) => {
		const isSignedIn = auth.getAccessToken() !== null || auth.isTokenAwaited?.() === true;
		const isKeyed = method !== 'GET' && !isPublic && isSignedIn;
		const key = idempotencyKey === undefined && isKeyed ? crypto.randomUUID() : (idempotencyKey ?? undefined);
		return {
			...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
			...(key !== undefined && { 'Idempotency-Key': key }),
		};
	};

	const send = (call: Request): Promise<AxiosResponse> => {
		const { method, url, responseType, options } = call;
		const { signal, dedupe = true } = options;
		if (method !== 'GET' || !dedupe) return perform(call, signal ?? new AbortController().signal);
		// With the token in the key, nobody joins a request that another person's session has started.
		const key = `${responseType} ${url} ${auth.getAccessToken()}`;
		return inFlight.join(
			key,
			(shared) => perform(call, shared),
			signal,
			() => clientError('ABORTED', call, { cause: signal?.reason }),
		);
	};

	const toCall = (endpoint: Endpoint, input: CallInput = {}): Request => {
		const { method } = endpoint;
		const path = fillPath(endpoint.path, input.params);
		const isPublic = endpoint.access === 'public';
		return {
			method,
			url: urls.resolve(path + toSearch(input.query), { method, path: endpoint.path }),
			path,
			body: input.body,
			headers: headersOf(method, isPublic, input),
			isPublic,
			notify: input.notify,
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
		const headers = headersOf(method, isPublic, options);
		const call = { method, url, path, body, headers, isPublic, notify: options.notify, responseType: 'json' as const };
		const response = await send({ ...call, options });
		return readEnvelope<T>(response, { method, path });
	};

	/** Given up when nothing moves any more. */
	const transfer = async (
		call: Call,
		{ signal: caller, onMove, ...performing }: Transferring,
	): Promise<AxiosResponse> => {
		const { reported = true } = performing;
		const guard = createStallGuard(stallTimeout, caller);
		const report = (event: AxiosProgressEvent): void => {
			guard.moved();
			onMove(event);
		};
		const direction = call.method === 'GET' ? 'onDownloadProgress' : 'onUploadProgress';
		try {
			return await perform(call, guard.signal, { ...performing, timeout: 0, [direction]: report });
		} catch (error) {
			if (!guard.stalled()) throw error;
			const stalled = clientError('TIMEOUT', call, { cause: error });
			if (reported) onRequestFailed?.(stalled, { notify: false });
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
		async upload(endpoint, files, { partName = 'file', fields = {}, onProgress, signal, ...input } = {}) {
			const body = new FormData();
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			const list = files instanceof Blob ? [files] : files;
			for (const file of list) body.append(partName, file);
			const size = list.reduce((sum, file) => sum + file.size, 0);
			const call = { ...toCall(endpoint, { ...(input as CallInput), notify: false }), body };
			const onMove = (event: AxiosProgressEvent) => onProgress?.(toProgress(event, size));
			return readEnvelope(await transfer(call, { signal, onMove }), call).data as never;
		},
		async download(address, { onProgress, signal } = {}) {
			const request: FailedRequest = { method: 'GET', path: pathOf(address) };
			const url = urls.resolveAddress(address, request);
			const call: Call = { ...request, url, headers: {}, isPublic: false, notify: false, responseType: 'blob' };
			const onMove = (event: AxiosProgressEvent) => onProgress?.(toProgress(event, 0));
			return (await transfer(call, { retried: false, signal, onMove })).data;
		},
		async transmit(address, { method, headers = {}, body, signal, onProgress }) {
			const path = pathOf(address);
			const url = urls.resolveAddress(address, { method, path });
			const call: Call = { method, path, url, headers, body, isPublic: false, responseType: 'text' };
			const onMove = ({ loaded }: AxiosProgressEvent) => onProgress?.(loaded);
			const response = await transfer(call, { retried: false, reported: false, signal, onMove });
			return { status: response.status, header: (name) => response.headers[name.toLowerCase()] ?? null };
		},
		addressOf: (path) => urls.absolute(path, { method: 'GET', path }),
		get: (path, options) => raw('GET', path, undefined, options),
		post: (path, body, options) => raw('POST', path, body, options),
		put: (path, body, options) => raw('PUT', path, body, options),
		patch: (path, body, options) => raw('PATCH', path, body, options),
		delete: (path, options) => raw('DELETE', path, undefined, options),
		setBaseURL(next) {
			urls = createApiUrls(next);
			circuits.use(urls.origin);
		},
		circuit: circuits.observable,
	};
};

/** For errors and logs: neither the origin nor the query, which may be a signature. */
const pathOf = (address: string): string => address.replace(/^https?:\/\/[^/]*/, '').split('?')[0] ?? '';

interface CallInput extends CallOptions {
	params?: Readonly<Record<string, unknown>>;
	query?: Readonly<Record<string, unknown>>;
	body?: unknown;
}

const toProgress = ({ loaded, total: announced }: AxiosProgressEvent, size: number): TransferProgress => {
	const total = announced ?? size;
	return { loaded, total, percentage: total > 0 ? Math.min(100, Math.round((loaded / total) * 100)) : 0 };
};
