import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseByteRange } from './byte-range.ts';
import { contentDisposition } from './content-disposition.ts';

export interface SendBytesOptions {
	request: FastifyRequest;
	reply: FastifyReply;
	blobs: BlobStore;
	key: string;
	mimeType: string;
	filename: string;
	disposition: 'attachment' | 'inline';
	/** Seconds for which a browser need not ask again: the bytes of an address never change. Default one hour. */
	maximumAge?: number;
}

/** Foreign bytes on our origin: nothing in them may run. Chrome's PDF viewer does not work in a sandbox. */
const contentSecurityPolicy = (mimeType: string) =>
	mimeType === 'application/pdf'
		? "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
		: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

/**
 * Answers with a blob, or the range of it that is asked for. Throws `HttpError`
 * FILE_NOT_FOUND when the store does not have it, RANGE_NOT_SATISFIABLE.
 */
export const sendBytes = async (options: SendBytesOptions): Promise<FastifyReply> => {
	const { request, reply, blobs, key, mimeType, filename, disposition, maximumAge = 60 * 60 } = options;
	const found = await blobs.stat(key);
	if (found === null) throw createHttpError('FILE_NOT_FOUND');
	const etag = `"${key}"`;
	reply.headers({
		etag,
		'accept-ranges': 'bytes',
		'cache-control': `private, max-age=${maximumAge}, immutable`,
		'content-type': mimeType === 'text/plain' ? 'text/plain; charset=utf-8' : mimeType,
		'content-disposition': contentDisposition(disposition, filename),
		'content-security-policy': contentSecurityPolicy(mimeType),
		'x-content-type-options': 'nosniff',
	});
	if (request.headers['if-none-match'] === etag) return reply.code(304).send();

	const { range: rangeHeader, 'if-range': ifRange } = request.headers;
	const range = ifRange === undefined || ifRange === etag ? parseByteRange(rangeHeader, found.size) : null;
	if (range === 'unsatisfiable') {
		throw createHttpError('RANGE_NOT_SATISFIABLE', { headers: { 'content-range': `bytes */${found.size}` } });
	}
	const opened = await blobs.open(key, range ?? undefined);
	if (opened === null) throw createHttpError('FILE_NOT_FOUND');
	if (range === null) return reply.header('content-length', found.size).send(opened.stream);
	return reply
		.code(206)
		.header('content-range', `bytes ${range.start}-${range.end}/${found.size}`)
		.header('content-length', range.end - range.start + 1)
		.send(opened.stream);
};
