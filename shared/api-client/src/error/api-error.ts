import type { ErrorCode, FieldErrors } from '@flotilla/contracts';

/** Codes of failures that no server answered: they come with status 0. */
export const clientErrorCodes = {
	/** The request did not reach a server, or its answer did not come back. */
	NETWORK_ERROR: 'The server could not be reached. Check the connection.',
	/** No answer in time; an upload that stopped moving. */
	TIMEOUT: 'The server took too long to answer.',
	/** The caller gave the request up. */
	ABORTED: 'The request was cancelled.',
	/** The address leaves the API's base URL, or is no address. Nothing was sent. */
	URL_REFUSED: 'This address is outside the API.',
	/** The answer is not of the API's form, e.g. a proxy's HTML page. */
	RESPONSE_INVALID: 'The server answered in a form that could not be read.',
} as const;
export type ClientErrorCode = keyof typeof clientErrorCodes;

/** The codes known when this was built; a newer server may send others. */
export type ApiErrorCode = ErrorCode | ClientErrorCode | (string & {});

export interface FailedRequest {
	method: string;
	/** Without the query, which may carry what people typed or a signature. */
	path: string;
}

export interface ApiErrorInit {
	code: ApiErrorCode;
	message: string;
	/** HTTP status; 0 when there was no answer. Default 0. */
	status?: number;
	request: FailedRequest;
	errors?: FieldErrors | undefined;
	requestId?: string | undefined;
	/** Seconds. */
	retryAfter?: number | undefined;
	cause?: unknown;
}

const brand = Symbol.for('@flotilla/api-client/ApiError');

/** The one error that calls to the API reject with. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly code: ApiErrorCode;
	/** HTTP status; 0 when there was no answer. */
	readonly status: number;
	readonly request: FailedRequest;
	/** Messages by field; undefined when no single field is to blame. */
	readonly errors: FieldErrors | undefined;
	/** What to name to whoever looks into the server's log. */
	readonly requestId: string | undefined;
	/** Seconds the server asks to wait. */
	readonly retryAfter: number | undefined;

	constructor({ code, message, status = 0, request, errors, requestId, retryAfter, cause }: ApiErrorInit) {
		super(message, { cause });
		Object.defineProperty(this, brand, { value: true });
		this.code = code;
		this.status = status;
		// Copied: callers pass larger objects, which hold what must not get into a report.
		this.request = { method: request.method, path: request.path };
		this.errors = errors;
		this.requestId = requestId;
		this.retryAfter = retryAfter;
	}
}

/** Holds across copies of this package, where `instanceof` does not. */
export const isApiError = (value: unknown): value is ApiError =>
	typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
