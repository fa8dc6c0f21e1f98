import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';

/** A file in a temporary place until it is removed. */
export interface ReceivedCsv {
	path: string;
	remove(): Promise<void>;
}

export interface ReceiveCsvOptions {
	/** Where it is put meanwhile; made when missing. */
	folder: string;
	/** Bytes. */
	maximumSize: number;
}

const unreadable = (cause: unknown) =>
	createHttpError('BAD_REQUEST', { message: 'The multipart body cannot be read.', cause });

/** The parser's own limits carry a status; for a body that breaks off it throws a bare `Error`. */
const readFile = async (request: FastifyRequest, maximumSize: number): Promise<MultipartFile | undefined> => {
	if (!request.isMultipart()) throw createHttpError('UNSUPPORTED_MEDIA_TYPE');
	try {
		return await request.file({ limits: { fileSize: maximumSize, files: 1, fields: 10, parts: 12 } });
	} catch (error) {
		throw error instanceof Error && 'statusCode' in error ? error : unreadable(error);
	}
};

/**
 * The part `file` of a multipart request, whole: a slow sender must not keep a transaction waiting.
 * Throws `HttpError` UNSUPPORTED_MEDIA_TYPE, VALIDATION_FAILED, BAD_REQUEST or FILE_TOO_LARGE, and
 * then leaves nothing behind.
 */
export const receiveCsv = async (
	request: FastifyRequest,
	{ folder, maximumSize }: ReceiveCsvOptions,
): Promise<ReceivedCsv> => {
	const part = await readFile(request, maximumSize);
	if (part === undefined || part.fieldname !== 'file') {
		part?.file.resume();
		throw createHttpError('VALIDATION_FAILED', { errors: { file: ['A file is needed in this part.'] } });
	}
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	const remove = () => rm(path, { force: true });
	try {
		await pipeline(part.file, createWriteStream(path, { flags: 'wx' }));
		if (part.file.truncated) {
			throw createHttpError('FILE_TOO_LARGE', { message: `The file is larger than ${maximumSize} bytes.` });
		}
		return { path, remove };
	} catch (error) {
		await remove();
		throw part.file.errored === null ? error : unreadable(error);
	}
};
