import { isApiError } from '@flotilla/api-client';
import { acceptedTypesInWords, type UploadRefusal } from './upload-check.model.ts';

/** Bytes to words, e.g. `10 MB`. */
type FormatBytes = (bytes: number) => string;

/** What was wrong with a file, and what would have been right. */
export const describeRefusal = (refusal: UploadRefusal, formatBytes: FormatBytes): string => {
	if (refusal.reason === 'empty') return 'The file is empty. Choose one with content.';
	if (refusal.reason === 'type-not-allowed') return `This type is not allowed. Allowed are ${acceptedTypesInWords}.`;
	return `The file is too large. Up to ${formatBytes(refusal.maximum)} are allowed.`;
};

export const describeUploadError = (error: unknown): string => {
	if (!isApiError(error)) return 'The upload broke off. Check the connection and try again.';
	if (error.code === 'FILE_TYPE_NOT_ALLOWED') return `${error.message} Allowed are ${acceptedTypesInWords}.`;
	return error.message;
};

/** Whether sending the very same bytes again can end differently. */
export const canRetry = (error: unknown): boolean =>
	!isApiError(error) || error.status < 400 || error.status >= 500 || error.status === 429 || error.status === 401;
