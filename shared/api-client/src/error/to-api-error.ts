import { type ErrorCode, errorEnvelope } from '@flotilla/contracts';
import { type AxiosError, type AxiosResponse, isAxiosError, isCancel } from 'axios';
import { parseJson } from '../transport/parse-json.ts';
import { ApiError, type ClientErrorCode, clientErrorCodes, type FailedRequest, isApiError } from './api-error.ts';
import { messageOfStatus } from './error-kind.ts';

/** Turns whatever a request failed with into the one error family; an `ApiError` stays as it is. */
export const toApiError = async (error: unknown, request: FailedRequest, sentId: string): Promise<ApiError> => {
	if (isApiError(error)) return error;
	if (isCancel(error)) return clientError('ABORTED', request);
	const lost = { requestId: sentId };
	if (!isAxiosError(error)) return clientError('NETWORK_ERROR', request, { ...lost, cause: error });
	if (error.response !== undefined) return fromResponse(error, error.response, request, sentId);
	const code = error.code === 'ETIMEDOUT' ? 'TIMEOUT' : 'NETWORK_ERROR';
	return clientError(code, request, { ...lost, cause: causeOf(error) });
};

export const clientError = (
	code: ClientErrorCode,
	request: FailedRequest,
	more: { cause?: unknown; requestId?: string } = {},
): ApiError => new ApiError({ code, message: clientErrorCodes[code], request, ...more });

const fromResponse = async (
	cause: AxiosError,
	response: AxiosResponse,
	request: FailedRequest,
	sentId: string,
): Promise<ApiError> => {
	const { status, headers } = response;
	const envelope = errorEnvelope.safeParse(await readBody(response.data));
	const { code, message, errors, meta } = envelope.success
		? envelope.data
		: { code: codeOfStatus(status), message: messageOfStatus(status), errors: undefined, meta: undefined };
	return new ApiError({
		code,
		message,
		status,
		request,
		errors,
		requestId: meta?.requestId ?? header(headers, 'x-request-id') ?? sentId,
		retryAfter: retryAfterSeconds(header(headers, 'retry-after')),
		cause: causeOf(cause),
	});
};

/** An AxiosError carries its request, token and body included; those must not travel with an error that gets logged. */
const causeOf = ({ cause, code, message }: AxiosError): Error =>
	cause ?? new Error(code === undefined ? message : `${code}: ${message}`);

/** A failed download answers with an envelope, too, but as the Blob that was asked for. */
const readBody = async (body: unknown): Promise<unknown> => {
	const text = body instanceof Blob ? await body.text() : body;
	return typeof text === 'string' ? parseJson(text) : text;
};

const header = (headers: AxiosResponse['headers'], name: string): string | undefined => {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
};

/** RFC 9110, 10.2.3: seconds or an HTTP date. */
const retryAfterSeconds = (value: string | undefined): number | undefined => {
	if (value === undefined) return undefined;
	if (/^\d+$/.test(value.trim())) return Number(value);
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
};

/** For answers without an envelope: a proxy, a gateway. */
const codeOfStatus = (status: number): ErrorCode =>
	codesByStatus[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST');

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
	401: 'AUTHENTICATION_REQUIRED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	405: 'METHOD_NOT_ALLOWED',
	412: 'VERSION_CONFLICT',
	413: 'BODY_TOO_LARGE',
	415: 'UNSUPPORTED_MEDIA_TYPE',
	422: 'VALIDATION_FAILED',
	429: 'RATE_LIMITED',
	502: 'UPSTREAM_UNAVAILABLE',
	503: 'NOT_READY',
	504: 'UPSTREAM_UNAVAILABLE',
};
