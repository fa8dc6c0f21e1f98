import type { ErrorCode } from '@flotilla/contracts';
import { createHttpError, type HttpError, isHttpError } from '@flotilla/server';
import { ERRORS } from '@tus/server';
import { UploadBusyError } from './upload-busy-error.ts';
import { UploadTooLongError } from './upload-too-long-error.ts';

const codes = new Map<unknown, ErrorCode>([
	[ERRORS.FILE_NOT_FOUND, 'UPLOAD_NOT_FOUND'],
	[ERRORS.FILE_NO_LONGER_EXISTS, 'UPLOAD_EXPIRED'],
	[ERRORS.INVALID_OFFSET, 'UPLOAD_OFFSET_MISMATCH'],
	[ERRORS.ERR_SIZE_EXCEEDED, 'FILE_TOO_LARGE'],
	[ERRORS.ERR_MAX_SIZE_EXCEEDED, 'FILE_TOO_LARGE'],
	[ERRORS.INVALID_CONTENT_TYPE, 'UNSUPPORTED_MEDIA_TYPE'],
]);

const messageOf = (error: unknown): string | undefined => {
	const { body, message } = error as { body?: unknown; message?: unknown };
	const text = body ?? message;
	return typeof text === 'string' ? text.trim() : undefined;
};

const statusOf = (error: unknown): unknown => (error as { status_code?: unknown }).status_code;

/** What `@tus/server` throws, as an error of the contract; undefined for what is a fault of ours. */
export const toTusFailure = (error: unknown): HttpError | undefined => {
	if (isHttpError(error)) return error;
	if (error instanceof UploadBusyError) return createHttpError('UPLOAD_BUSY', { headers: { 'retry-after': '1' } });
	if (error instanceof UploadTooLongError) return createHttpError('FILE_TOO_LARGE');
	const code = codes.get(error);
	if (code !== undefined) return createHttpError(code);
	const status = statusOf(error);
	if (status === 413) return createHttpError('FILE_TOO_LARGE');
	// An extension that is not offered: the client could have known.
	const isOfClient = typeof status === 'number' && ((status >= 400 && status < 500) || status === 501);
	const message = messageOf(error);
	return isOfClient ? createHttpError('BAD_REQUEST', message === undefined ? {} : { message }) : undefined;
};

/** The same for what it answers without throwing: a header that is missing or malformed. */
export const toHeaderFailure = async (response: Response): Promise<HttpError> =>
	createHttpError(response.status === 412 ? 'TUS_VERSION_UNSUPPORTED' : 'BAD_REQUEST', {
		...(response.status === 412 ? {} : { message: (await response.text()).trim() }),
	});
