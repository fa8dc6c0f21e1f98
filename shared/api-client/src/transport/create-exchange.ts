import type { Axios, AxiosRequestConfig, AxiosResponse } from 'axios';
import type { ApiError, FailedRequest } from '../error/api-error.ts';
import { isApiError } from '../error/api-error.ts';
import { clientError, toApiError } from '../error/to-api-error.ts';
import type { ApiLog } from './api-log.ts';
import type { Call } from './call.ts';
import { parseJson } from './parse-json.ts';
import { writeBody } from './write-body.ts';

/** What became of one request on the wire. */
export interface ApiAttempt {
	method: string;
	/** Without the query. */
	path: string;
	/** HTTP status; 0 when no answer came. */
	status: number;
	/** Of what failed; null for a success. */
	code: string | null;
	/** From sending to the answer, or to giving up. */
	milliseconds: number;
}

export interface ExchangeOptions {
	http: Axios;
	/** Told about every request that reached a server or failed to; not about those the caller gave up. */
	onAttempt: ((attempt: ApiAttempt) => void) | undefined;
	log: ApiLog | undefined;
	beforeRequest: BeforeRequest | undefined;
}

/**
 * Called right before a request leaves; it leaves when this has resolved. What it rejects with is what became of the
 * request: an `ApiError` as it is, all else a `NETWORK_ERROR`. The signal ends with the request.
 */
export type BeforeRequest = (request: FailedRequest, signal: AbortSignal) => Promise<void> | undefined;

/** One request on the wire. Rejects with an `ApiError`. */
export type Exchange = (
	call: Call,
	token: string | null,
	signal: AbortSignal,
	extra: AxiosRequestConfig,
) => Promise<AxiosResponse>;

export const createExchange = ({ http, onAttempt, log, beforeRequest }: ExchangeOptions): Exchange => {
	const ended = (call: Call, requestId: string, began: number, outcome: AxiosResponse | ApiError): void => {
		const { method, path } = call;
		const failed = isApiError(outcome) ? outcome : undefined;
		if (failed?.kind === 'aborted') return;
		const milliseconds = performance.now() - began;
		const { status } = outcome;
		onAttempt?.({ method, path, status, code: failed?.code ?? null, milliseconds });
		if (log === undefined) return;
		log.write({
			phase: 'answer',
			method,
			path,
			requestId,
			status,
			milliseconds,
			...(failed !== undefined && { code: failed.code }),
			...(log.bodies === true && { body: failed === undefined ? (outcome as AxiosResponse).data : failed.errors }),
		});
	};

	return async (call, token, signal, extra) => {
		const { method, url, body, path, responseType, headers } = call;
		if (signal.aborted) throw clientError('ABORTED', { method, path }, { cause: signal.reason });
		const requestId = crypto.randomUUID();
		const began = performance.now();
		log?.write({ phase: 'request', method, path, requestId, ...(log.bodies === true && { body }) });
		try {
			const held = beforeRequest?.({ method, path }, signal);
			// Without it a request leaves in the same turn.
			if (held !== undefined) await held;
			const written = writeBody(body);
			const response = await http.request({
				...extra,
				method,
				url,
				data: written.data,
				responseType,
				signal,
				accessToken: token,
				requestId,
				headers: { ...written.headers, ...headers },
			});
			// What is no JSON stays as it came: it is refused where the envelope is read, and the log shows it.
			if (responseType === 'json' && typeof response.data === 'string') {
				response.data = parseJson(response.data) ?? response.data;
			}
			ended(call, requestId, began, response);
			return response;
		} catch (cause) {
			const error = await toApiError(cause, { method, path }, requestId);
			ended(call, requestId, began, error);
			throw error;
		}
	};
};
