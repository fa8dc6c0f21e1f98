import { createHmac } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';

/** Printable ASCII without spaces; clients send UUIDs. */
const sane = /^[\x21-\x7e]{1,255}$/;

/** The request's `Idempotency-Key`, or undefined without one. Throws `HttpError` VALIDATION_FAILED when it is none. */
export const readIdempotencyKey = (request: FastifyRequest): string | undefined => {
	const { 'idempotency-key': key } = request.headers;
	if (key === undefined) return undefined;
	if (typeof key !== 'string' || !sane.test(key)) {
		throw createHttpError('VALIDATION_FAILED', {
			errors: { 'Idempotency-Key': ['1 to 255 printable ASCII characters without spaces.'] },
		});
	}
	return key;
};

/**
 * What makes two requests the same: method, address, precondition and body. A multipart body is a
 * stream that nobody has read yet: its length stands for it, and its digest when the client sends one (RFC 9530).
 *
 * With a key of the server's: a body may hold a password, and a plain hash of one could be guessed from.
 */
export const fingerprint = (request: FastifyRequest, key: Uint8Array): string => {
	const { 'if-match': ifMatch, 'content-length': length, 'content-digest': digest } = request.headers;
	const body = request.body === undefined ? [length ?? null, digest ?? null] : request.body;
	return createHmac('sha256', key)
		.update(JSON.stringify([request.method, request.url, ifMatch ?? null, body ?? null]))
		.digest('base64url');
};
