import { allowedFileTypes, defaultMaximumResumableFileSize } from '@flotilla/contracts';

/** Why a file is not even sent. */
export type UploadRefusal =
	| { reason: 'too-large' /** Bytes. */; maximum: number }
	| { reason: 'type-not-allowed' }
	| { reason: 'empty' };

/** What the file chooser offers. */
export const acceptedTypes: readonly string[] = allowedFileTypes;

/** For people, in every place that says what may be uploaded. */
export const acceptedTypesInWords =
	'images (JPEG, PNG, GIF, WebP), PDF, text, CSV, Word documents, audio, video and ZIP archives';

/**
 * Saves a long upload that would end in a refusal. The server looks again, at the bytes.
 *
 * @param maximumSize bytes; a file of exactly this size passes.
 */
export const checkUpload = (
	file: Pick<File, 'type' | 'size'>,
	maximumSize: number = defaultMaximumResumableFileSize,
): UploadRefusal | null => {
	// Some systems add `;charset=utf-8`.
	const type = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!acceptedTypes.includes(type)) return { reason: 'type-not-allowed' };
	if (file.size > maximumSize) return { reason: 'too-large', maximum: maximumSize };
	return file.size === 0 ? { reason: 'empty' } : null;
};
