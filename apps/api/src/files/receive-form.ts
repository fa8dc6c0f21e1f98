import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';

/** A file of a form as it came, unchecked, in a temporary place. */
export interface ReceivedFile {
	path: string;
	originalName: string;
	/** The client's word. */
	declaredType: string;
	/** Bytes. */
	size: number;
}

export interface ReceivedForm {
	files: readonly ReceivedFile[];
	/** The text field `generateThumbnail`; true when it is left out. */
	wantsThumbnails: boolean;
	/** Removes the received bytes; whoever wants them has taken them by then. */
	remove(): Promise<void>;
}

export interface ReceiveFormOptions {
	/** Where files are received; made when missing. */
	folder: string;
	/** The name of the parts with files. */
	partName: string;
	/** Files at most. */
	maximumFiles: number;
	/** Bytes of one file at most. */
	maximumSize: number;
}

const maximumFields = 10;

const unreadable = (cause: unknown) =>
	createHttpError('BAD_REQUEST', { message: 'The multipart body cannot be read.', cause });

const invalid = (field: string, message: string) =>
	createHttpError('VALIDATION_FAILED', { errors: { [field]: [message] } });

const readFlag = (value: unknown): boolean => {
	if (value === 'true') return true;
	if (value === 'false') return false;
	throw invalid('generateThumbnail', 'This is `true` or `false`.');
};

/** The parser's own limits carry a status; for a body that breaks off or is malformed it throws a bare `Error`. */
async function* partsOf(request: FastifyRequest, options: ReceiveFormOptions): AsyncGenerator<Multipart> {
	const { maximumFiles, maximumSize } = options;
	// One file more than allowed gets through, so that the refusal can say what is wrong.
	const files = maximumFiles + 1;
	const limits = {
		fileSize: maximumSize,
		files,
		fields: maximumFields,
		parts: files + maximumFields,
		fieldNameSize: 100,
		fieldSize: 1000,
		headerPairs: 50,
	};
	try {
		yield* request.parts({ limits });
	} catch (error) {
		throw error instanceof Error && 'statusCode' in error ? error : unreadable(error);
	}
}

const store = async (part: MultipartFile, { folder, maximumSize }: ReceiveFormOptions): Promise<ReceivedFile> => {
	const path = join(folder, randomUUID());
	try {
		await pipeline(part.file, createWriteStream(path, { flags: 'wx' }));
	} catch (error) {
		await rm(path, { force: true });
		throw part.file.errored === null ? error : unreadable(error);
	}
	const received = { path, originalName: part.filename, declaredType: part.mimetype, size: part.file.bytesRead };
	if (!part.file.truncated) return received;
	await rm(path, { force: true });
	throw createHttpError('FILE_TOO_LARGE', { message: `The file is larger than ${maximumSize} bytes.` });
};

/**
 * Streams the files of a form to `folder`. Throws `HttpError` UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST,
 * BODY_TOO_LARGE, VALIDATION_FAILED or FILE_TOO_LARGE, and then leaves nothing behind.
 */
export const receiveForm = async (request: FastifyRequest, options: ReceiveFormOptions): Promise<ReceivedForm> => {
	if (!request.isMultipart()) throw createHttpError('UNSUPPORTED_MEDIA_TYPE');
	const { folder, partName, maximumFiles } = options;
	await mkdir(folder, { recursive: true });
	const files: ReceivedFile[] = [];
	const remove = async () => {
		for (const { path } of files) await rm(path, { force: true });
	};
	let wantsThumbnails = true;
	try {
		for await (const part of partsOf(request, options)) {
			if (part.type === 'field') {
				if (part.fieldname === 'generateThumbnail') wantsThumbnails = readFlag(part.value);
				continue;
			}
			if (part.fieldname !== partName)
				throw invalid(part.fieldname, `Files come in parts that are called ${partName}.`);
			if (files.length === maximumFiles) throw invalid(partName, `At most ${maximumFiles} at once.`);
			files.push(await store(part, options));
		}
		if (files.length === 0) throw invalid(partName, 'A file is needed in this part.');
		return { files, wantsThumbnails, remove };
	} catch (error) {
		await remove();
		throw error;
	} finally {
		// The parser may let go before the end of the body; unread, that would hold the connection for ever.
		request.raw.unpipe();
		request.raw.resume();
	}
};
