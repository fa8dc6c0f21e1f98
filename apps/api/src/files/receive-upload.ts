import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';
import { detectFileType } from './detect-file-type.ts';
import { type AllowedFileType, isAllowedFileType } from './file-types.ts';

/** An uploaded file that passed every check, in a temporary place until it is removed. */
export interface ReceivedFile {
	path: string;
	originalName: string;
	mimeType: AllowedFileType;
	/** Bytes. */
	size: number;
	/** Removes the received bytes; whoever wants them has moved them by then. */
	remove(): Promise<void>;
}

const fieldName = 'file';
/** What clients say that do not know; the bytes then decide alone. */
const undeclared: readonly string[] = ['', 'application/octet-stream'];

const unreadable = (cause: unknown) =>
	createHttpError('BAD_REQUEST', { message: 'The multipart body cannot be read.', cause });

/** The parser's own limits carry a status; for a body that breaks off it throws a bare `Error`. */
const readNextFile = async (request: FastifyRequest, maximumSize: number): Promise<MultipartFile | undefined> => {
	try {
		return await request.file({ limits: { fileSize: maximumSize, files: 1, fields: 10, parts: 12 } });
	} catch (error) {
		throw error instanceof Error && 'statusCode' in error ? error : unreadable(error);
	}
};

const findFile = async (request: FastifyRequest, maximumSize: number): Promise<MultipartFile> => {
	if (!request.isMultipart()) throw createHttpError('UNSUPPORTED_MEDIA_TYPE');
	const part = await readNextFile(request, maximumSize);
	if (part === undefined || part.fieldname !== fieldName) {
		part?.file.resume();
		throw createHttpError('VALIDATION_FAILED', { errors: { [fieldName]: ['A file is needed in this part.'] } });
	}
	return part;
};

const decideType = async (path: string, declared: string): Promise<AllowedFileType> => {
	if (!undeclared.includes(declared) && !isAllowedFileType(declared)) throw createHttpError('FILE_TYPE_NOT_ALLOWED');
	const detected = await detectFileType(path);
	if (isAllowedFileType(declared)) {
		if (detected !== declared) throw createHttpError('FILE_CONTENT_MISMATCH');
		return declared;
	}
	if (detected === undefined || !isAllowedFileType(detected)) throw createHttpError('FILE_TYPE_NOT_ALLOWED');
	return detected;
};

/**
 * Streams the request's file to `folder`. Throws `HttpError` UNSUPPORTED_MEDIA_TYPE,
 * VALIDATION_FAILED, FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED or FILE_CONTENT_MISMATCH,
 * and then leaves nothing behind.
 */
export const receiveUpload = async (
	request: FastifyRequest,
	{ folder, maximumSize }: { folder: string; maximumSize: number },
): Promise<ReceivedFile> => {
	const part = await findFile(request, maximumSize);
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	const remove = () => rm(path, { force: true });
	try {
		await pipeline(part.file, createWriteStream(path, { flags: 'wx' }));
		if (part.file.truncated) {
			throw createHttpError('FILE_TOO_LARGE', { message: `The file is larger than ${maximumSize} bytes.` });
		}
		const mimeType = await decideType(path, part.mimetype);
		return {
			path,
			originalName: part.filename,
			mimeType,
			size: part.file.bytesRead,
			remove,
		};
	} catch (error) {
		await remove();
		throw part.file.errored === null ? error : unreadable(error);
	}
};
