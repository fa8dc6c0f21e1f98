import { type ErrorCode, errorCatalogue, type FieldErrors } from '@flotilla/contracts';
import { ApiError, type FailedRequest } from '../error/api-error.ts';

export interface UploadRules {
	/** Bytes of one file; one of exactly this size passes. */
	maximumSize: number;
	/** MIME types. */
	allowedTypes: readonly string[];
}

/** `text/plain` of `Text/Plain;charset=utf-8`, as some systems say it. */
export const typeOf = ({ type }: Pick<Blob, 'type'>): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

const refuse = (code: ErrorCode, request: FailedRequest, errors?: FieldErrors, message?: string): ApiError =>
	new ApiError({
		code,
		status: errorCatalogue[code].status,
		message: message ?? errorCatalogue[code].message,
		request,
		errors,
	});

const reasonOf = (file: File, { maximumSize, allowedTypes }: UploadRules) => {
	if (file.size === 0) return { code: 'VALIDATION_FAILED', message: 'The file is empty.' } as const;
	if (!allowedTypes.includes(typeOf(file))) return { code: 'FILE_TYPE_NOT_ALLOWED' } as const;
	return file.size > maximumSize ? ({ code: 'FILE_TOO_LARGE' } as const) : undefined;
};

/**
 * What the server would refuse, before a byte is sent: with its codes and statuses, so that nobody has to
 * tell the two apart. Undefined when nothing is wrong. The server looks again, at the bytes.
 */
export const checkUpload = (file: File, rules: UploadRules, request: FailedRequest): ApiError | undefined => {
	const reason = reasonOf(file, rules);
	return reason && refuse(reason.code, request, undefined, 'message' in reason ? reason.message : undefined);
};

/** The same for several: `errors` names those to blame as `files.<index>`, the code is that of the first. */
export const checkUploads = (
	files: readonly File[],
	{ maximumFiles, ...rules }: UploadRules & { maximumFiles: number },
	request: FailedRequest,
): ApiError | undefined => {
	if (files.length === 0) return refuse('VALIDATION_FAILED', request, undefined, 'There are no files to upload.');
	if (files.length > maximumFiles) {
		return refuse('VALIDATION_FAILED', request, undefined, `At most ${maximumFiles} files go at a time.`);
	}
	const errors: Record<string, string[]> = {};
	let first: ErrorCode | undefined;
	for (const [index, file] of files.entries()) {
		const reason = reasonOf(file, rules);
		if (reason === undefined) continue;
		first ??= reason.code;
		const message = 'message' in reason ? reason.message : errorCatalogue[reason.code].message;
		errors[`files.${index}`] = [`${file.name}: ${message}`];
	}
	return first && refuse(first, request, errors);
};
