import type {
	Endpoint,
	EndpointBody,
	EndpointData,
	EndpointParams,
	EndpointQuery,
	Envelope,
} from '@flotilla/contracts';
import type { CircuitStatus } from './policy/circuit.ts';

export interface CallOptions {
	/** Gives the call up; it rejects with code `ABORTED`. */
	signal?: AbortSignal | undefined;
	/** False starts a request of its own, although an equal GET is on its way. Default true. */
	dedupe?: boolean | undefined;
	/** The version the change was made on; somebody else's change in between is refused with `VERSION_CONFLICT`. */
	ifMatch?: number | undefined;
	/**
	 * Names one intended effect, so that the server does it once however often it is asked. Calls with a
	 * key are retried like idempotent ones. Default: a fresh one for each write of somebody who is signed in;
	 * null sends none.
	 */
	idempotencyKey?: string | null | undefined;
	/**
	 * Whether the person is told of a failure by a notification. False for what is told where it happens: a form that
	 * shows the fields to blame, a row that comes back. Default: a write is told; a read is not, because its page shows
	 * it, but for what concerns every page; calls without a token, which are forms, and transfers of files are not.
	 */
	notify?: boolean | undefined;
}

/** How a failure is passed on. */
export interface FailureNotice {
	/** See `CallOptions.notify`; undefined when the caller did not say. */
	notify: boolean | undefined;
}

/** A key is required exactly when the endpoint cannot do without it. */
type Part<K extends string, V> = [V] extends [undefined]
	? { [P in K]?: undefined }
	: undefined extends V
		? { [P in K]?: V }
		: Record<never, never> extends V
			? { [P in K]?: V | undefined }
			: { [P in K]: V };

export type RequestInput<E extends Endpoint> = CallOptions &
	Part<'params', EndpointParams<E>> &
	Part<'query', EndpointQuery<E>> &
	Part<'body', EndpointBody<E>>;

/** The input may be left out when nothing in it is required. */
export type RequestArguments<E extends Endpoint> =
	Record<never, never> extends RequestInput<E> ? [input?: RequestInput<E>] : [input: RequestInput<E>];

export type RequestResult<E extends Endpoint> = E extends { responseType: 'bytes' } ? Blob : EndpointData<E>;

export interface TransferProgress {
	/** Bytes. */
	loaded: number;
	/** Bytes; 0 when unknown. */
	total: number;
	/** 0 to 100, whole; 0 while the total is unknown. */
	percentage: number;
}

export interface TransferOptions {
	signal?: AbortSignal | undefined;
	onProgress?: ((progress: TransferProgress) => void) | undefined;
}

export interface UploadOptions extends TransferOptions {
	/** As of any write; so an upload that broke off is sent again. */
	idempotencyKey?: string | null | undefined;
	/** The name of the parts with the files. Default `file`. */
	partName?: string | undefined;
	/** Of the endpoint. */
	params?: Readonly<Record<string, unknown>> | undefined;
	query?: Readonly<Record<string, unknown>> | undefined;
	/** Parts with text, sent before the files. */
	fields?: Readonly<Record<string, string>> | undefined;
}

export interface RawOptions extends CallOptions {
	query?: Readonly<Record<string, unknown>> | undefined;
}

/** Calls the API and nothing but the API. Everything rejects with an `ApiError`. */
export interface ApiClient {
	/** Calls an endpoint of the contract and answers its `data`, or a Blob when it answers bytes. */
	request<const E extends Endpoint>(endpoint: E, ...input: RequestArguments<E>): Promise<RequestResult<E>>;
	/** Sends files as `multipart/form-data`. No time-out while bytes move. */
	upload<const E extends Endpoint>(
		endpoint: E,
		files: Blob | readonly Blob[],
		options?: UploadOptions,
	): Promise<EndpointData<E>>;
	/** Fetches bytes from an address that the API handed out, e.g. a file's `url`. No time-out while bytes move. */
	download(address: string, options?: TransferOptions): Promise<Blob>;
	/**
	 * For what has no endpoint in the contract. `path` is relative to the base URL, with a leading slash. Forms, files
	 * and bytes go as they are; any other `body` as JSON.
	 */
	get<T = unknown>(path: string, options?: RawOptions): Promise<Envelope<T>>;
	post<T = unknown>(path: string, body?: unknown, options?: RawOptions): Promise<Envelope<T>>;
	put<T = unknown>(path: string, body?: unknown, options?: RawOptions): Promise<Envelope<T>>;
	patch<T = unknown>(path: string, body?: unknown, options?: RawOptions): Promise<Envelope<T>>;
	delete<T = unknown>(path: string, options?: RawOptions): Promise<Envelope<T>>;
	/**
	 * One request with the token and the headers of all, for protocols of their own, such as tus. Nothing is
	 * repeated but what a renewed token needs; no time-out while bytes move. `address` as of `download`.
	 */
	transmit(address: string, options: TransmitOptions): Promise<Transmitted>;
	/** The whole address of a path, with its origin. Throws `URL_REFUSED`. */
	addressOf(path: string): string;
	/** For calls from now on. */
	setBaseURL(baseURL: string): void;
	/** Whether the server of the base URL is spared at the moment, and until when. */
	readonly circuit: ObservableCircuit;
}

export interface ObservableCircuit extends CircuitStatus {
	/** Told after each change, and when the base URL moves to another origin. */
	onChange(listener: (circuit: CircuitStatus) => void): () => void;
	/** Lets the next call through as a probe whatever the time is, e.g. when the network came back. */
	retryNow(): void;
}

export interface TransmitOptions {
	method: string;
	headers?: Readonly<Record<string, string>>;
	body?: Blob | undefined;
	signal?: AbortSignal | undefined;
	/** Bytes of the body that have left. */
	onProgress?: ((loaded: number) => void) | undefined;
}

export interface Transmitted {
	status: number;
	/** Null when the answer has none of this name. */
	header(name: string): string | null;
}
