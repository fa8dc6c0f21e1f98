import {
	accessErrors,
	type Endpoint,
	type ErrorCode,
	envelope,
	errorCatalogue,
	errorEnvelope,
	isErrorCode,
} from '@flotilla/contracts';
import { expect } from 'vitest';
import type { ConformanceTarget } from './conformance-target.ts';

export interface CallOptions {
	params?: Readonly<Record<string, string>>;
	/** A list is a name that is given several times. */
	query?: Readonly<Record<string, string | readonly string[]>>;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent instead. */
	form?: FormData;
	token?: string | undefined;
	headers?: Readonly<Record<string, string>>;
}

type Data<E extends Endpoint> = E['response'] extends { _zod: { output: infer O } } ? O : never;

export interface RowAnswer<E extends Endpoint = Endpoint> {
	status: number;
	/** Undefined when it succeeded. */
	code: ErrorCode | undefined;
	/** Names of the fields that are to blame. */
	blamed: string[];
	/** Throws when the call failed. */
	readonly data: Data<E>;
	headers: Headers;
	/** Of an answer of bytes. */
	text: string;
}

/** Codes that any row may answer with. */
const anywhere: readonly ErrorCode[] = [
	...['VALIDATION_FAILED', 'MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
	...['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_ANSWER_LOST'],
] as ErrorCode[];

/**
 * Calls a row of the contract, and fails unless the answer is one that the row promises: its status, its envelope and
 * nothing beyond it, a code of its own, and the request's id.
 */
export const callRow = async <E extends Endpoint>(
	target: ConformanceTarget,
	row: E,
	{ params = {}, query = {}, body, form, token, headers = {} }: CallOptions = {},
): Promise<RowAnswer<E>> => {
	const path = row.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
	const search = new URLSearchParams(
		Object.entries(query).flatMap(([name, given]) => [given].flat().map((value) => [name, value as string])),
	);
	const requestId = `req_${crypto.randomUUID()}`;
	const response = await target.fetch(`/api${path}${search.size === 0 ? '' : `?${search}`}`, {
		method: row.method,
		headers: {
			'x-request-id': requestId,
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(form !== undefined ? { body: form } : body !== undefined ? { body: JSON.stringify(body) } : {}),
	});
	const text = await response.text();
	const where = `${row.method} ${row.path}: ${response.status} ${text.slice(0, 500)}`;
	const answer = { status: response.status, headers: response.headers, text, blamed: [] as string[] };

	if (response.ok && row.responseType === 'bytes') {
		const type = response.headers.get('content-type')?.split(';')[0];
		expect(row.contentTypes ?? ['application/octet-stream'], where).toContain(type);
		return Object.assign(answer, { code: undefined, data: null as Data<E> });
	}
	expect(response.headers.get('x-request-id'), where).toBe(requestId);
	expect(response.headers.get('content-type'), where).toMatch(/^application\/json/);
	const json: unknown = JSON.parse(text);
	if (response.ok) {
		expect(response.status, where).toBe(row.status ?? 200);
		const parsed = envelope(row.response).parse(json);
		expect(json, `${where} has nothing that the contract does not name`).toEqual(parsed);
		// An answer that is given again is the one of the first request.
		if (response.headers.get('idempotency-replayed') === null) expect(parsed.meta.requestId, where).toBe(requestId);
		const { data } = parsed;
		const isPage = typeof data === 'object' && data !== null && 'pagination' in data;
		expect(parsed.meta.pagination, where).toEqual(isPage ? data.pagination : undefined);
		return Object.assign(answer, { code: undefined, data: data as Data<E> });
	}
	const failure = errorEnvelope.parse(json);
	const { code } = failure;
	expect(json, where).toEqual(failure);
	expect(failure.meta.requestId, where).toBe(requestId);
	if (!isErrorCode(code)) throw new Error(`The code is not in the catalogue: ${where}`);
	expect(response.status, where).toBe(errorCatalogue[code].status);
	const ownAccess: readonly ErrorCode[] = row.access === 'public' ? [] : accessErrors;
	expect([...anywhere, ...ownAccess, ...(row.errors ?? [])], where).toContain(code);
	return Object.defineProperty(Object.assign(answer, { code, blamed: Object.keys(failure.errors ?? {}) }), 'data', {
		get(): never {
			throw new Error(`Expected success. ${where}`);
		},
	}) as RowAnswer<E>;
};
