import type { ErrorCode, FieldErrors } from '@flotilla/contracts';
import { type ApiErrorCategory, type ApiErrorKind, categoryOf, kindOf, mayPass } from './error-kind.ts';

/** Codes of failures that no server answered: they come with status 0. */
export const clientErrorCodes = {
	/** The request did not reach a server, or its answer did not come back. */
	NETWORK_ERROR: 'The server could not be reached. Check the connection.',
	/** No answer in time; an upload that stopped moving. */
	TIMEOUT: 'The server took too long to answer.',
	/** The caller gave the request up. */
	ABORTED: 'The request was cancelled.',
	/** The server failed time after time: nothing is sent until `retryAt`. */
	CIRCUIT_OPEN: 'The server is not answering. It is asked again in a moment.',
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
	/** What it is to the caller, whatever the code. */
	readonly kind: ApiErrorKind;
	/** Who has to do something about it. */
	readonly category: ApiErrorCategory;
	/** Whether the same request may succeed later: no connection, 429, 5xx, and what is busy. */
	readonly isRetryable: boolean;
	readonly request: FailedRequest;
	/** Messages by field; undefined when no single field is to blame. */
	readonly errors: FieldErrors | undefined;
	/** What to name to whoever looks into the server's log. */
	readonly requestId: string | undefined;
	/** Seconds the server asks to wait; of an open circuit, until it is asked again. */
	readonly retryAfter: number | undefined;
	/** `retryAfter` as an instant, ISO 8601. */
	readonly retryAt: string | undefined;

	constructor({ code, message, status = 0, request, errors, requestId, retryAfter, cause }: ApiErrorInit) {
		super(message, { cause });
		Object.defineProperty(this, brand, { value: true });
		this.code = code;
		this.status = status;
		this.kind = kindOf({ code, status });
		this.category = categoryOf(this.kind);
		this.isRetryable = mayPass(this.kind, code);
		// Copied: callers pass larger objects, which hold what must not get into a report.
		this.request = { method: request.method, path: request.path };
		this.errors = errors;
		this.requestId = requestId;
		this.retryAfter = retryAfter;
		this.retryAt = retryAfter === undefined ? undefined : new Date(Date.now() + retryAfter * 1000).toISOString();
	}
}

/** Holds across copies of this package, where `instanceof` does not. */
export const isApiError = (value: unknown): value is ApiError =>
	typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;

/** An `ApiError` of one of these kinds, e.g. `isApiErrorOf(error, 'conflict', 'precondition')`. */
export const isApiErrorOf = (value: unknown, ...kinds: readonly ApiErrorKind[]): value is ApiError =>
	isApiError(value) && kinds.includes(value.kind);

/** It names fields that are to blame. */
export const hasFieldErrors = (value: unknown): value is ApiError & { errors: FieldErrors } =>
	isApiError(value) && value.errors !== undefined && Object.keys(value.errors).length > 0;

/**
 * The write took effect, but what it answered is lost for good. Whoever wrote takes it for a success
 * and reads again what it changed.
 */
export const isDoneWithoutAnswer = (value: unknown): value is ApiError =>
	isApiError(value) && value.code === 'IDEMPOTENCY_ANSWER_LOST';
