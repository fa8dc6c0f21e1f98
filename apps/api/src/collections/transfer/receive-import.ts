import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { ExportFormat } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';

/** A file of records in a temporary place. */
export interface ReceivedImport {
	path: string;
	format: ExportFormat;
	remove(): Promise<void>;
}

export interface ReceiveImportOptions {
	folder: string;
	/** Bytes. */
	maximumSize: number;
	/** Default: by name or content type. */
	format: ExportFormat | undefined;
}

const formatsByExtension: Readonly<Record<string, ExportFormat>> = {
	'.csv': 'csv',
	'.json': 'json',
	'.ndjson': 'ndjson',
	'.jsonl': 'ndjson',
};
const formatsByType: Readonly<Record<string, ExportFormat>> = {
	'text/csv': 'csv',
	'application/json': 'json',
	'application/x-ndjson': 'ndjson',
};

const unreadable = (cause: unknown) =>
	createHttpError('BAD_REQUEST', { message: 'The multipart body cannot be read.', cause });

const refuse = (message: string) => createHttpError('VALIDATION_FAILED', { errors: { file: [message] } });

const findPart = async (request: FastifyRequest, maximumSize: number): Promise<MultipartFile> => {
	if (!request.isMultipart()) throw createHttpError('UNSUPPORTED_MEDIA_TYPE');
	let part: MultipartFile | undefined;
	try {
		part = await request.file({ limits: { fileSize: maximumSize, files: 1, fields: 10, parts: 12 } });
	} catch (error) {
		// The parser's own limits carry a status; for a body that breaks off it throws a bare error.
		throw error instanceof Error && 'statusCode' in error ? error : unreadable(error);
	}
	if (part?.fieldname === 'file') return part;
	part?.file.resume();
	throw refuse('A file is needed in this part.');
};

/**
 * Puts the request's file on the disk: an import is stored in one go, and a slow client must not keep a transaction
 * open. Throws `HttpError` UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST, VALIDATION_FAILED or FILE_TOO_LARGE, and then
 * leaves nothing behind.
 */
export const receiveImport = async (
	request: FastifyRequest,
	{ folder, maximumSize, format: wanted }: ReceiveImportOptions,
): Promise<ReceivedImport> => {
	const part = await findPart(request, maximumSize);
	const format = wanted ?? formatsByExtension[extname(part.filename).toLowerCase()] ?? formatsByType[part.mimetype];
	if (format === undefined) {
		part.file.resume();
		throw refuse('Say what this is: ?format=csv, json or ndjson.');
	}
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	const remove = () => rm(path, { force: true });
	try {
		await pipeline(part.file, createWriteStream(path, { flags: 'wx' }));
		if (part.file.truncated)
			throw createHttpError('FILE_TOO_LARGE', { message: `The file is larger than ${maximumSize} bytes.` });
		return { path, format, remove };
	} catch (error) {
		await remove();
		throw part.file.errored === null ? error : unreadable(error);
	}
};
