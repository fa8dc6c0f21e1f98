import type { Endpoint, Pagination } from '@flotilla/contracts';
import { createEnvelope } from '@flotilla/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredAnswer } from '../idempotency/idempotency-keys.ts';
import { weakEntityTag } from './entity-tag.ts';

export interface EncodeAnswerOptions {
	endpoint: Endpoint;
	/** What the handler answered. */
	data: unknown;
	request: FastifyRequest;
	/** Headers the handler set there go along: `ETag`, `Cache-Control`, `Location`. */
	reply: FastifyReply;
}

const ownHeaders = ['etag', 'cache-control', 'location'] as const;

const paginationOf = (data: unknown): Pagination | undefined =>
	typeof data === 'object' && data !== null && 'pagination' in data ? (data.pagination as Pagination) : undefined;

/**
 * The envelope around `data` as JSON text, with what the contract does not name left out.
 * Throws what the schema says when `data` does not keep the contract, which is our fault and a 500.
 */
export const encodeAnswer = ({ endpoint, data, request, reply }: EncodeAnswerOptions): StoredAnswer => {
	const kept = endpoint.response.parse(data);
	const text = JSON.stringify(kept ?? null);
	const { data: _data, ...rest } = createEnvelope(null, { requestId: request.id, pagination: paginationOf(kept) });
	const headers: Record<string, string> = {};
	if (endpoint.method === 'GET') {
		// Cached answers are asked about each time; who signs out leaves nothing that is used unasked.
		Object.assign(headers, { etag: weakEntityTag(text), 'cache-control': 'private, no-cache' });
	}
	for (const name of ownHeaders) {
		const value = reply.getHeader(name);
		if (value !== undefined) headers[name] = String(value);
	}
	// The data is text already; the rest is an object that begins with a brace.
	return { status: endpoint.status ?? 200, headers, body: `{"data":${text},${JSON.stringify(rest).slice(1)}` };
};
