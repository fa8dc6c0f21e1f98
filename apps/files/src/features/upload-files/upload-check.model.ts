import { allowedFileTypes, defaultMaximumResumableFileSize } from '@flotilla/contracts';

/** Why a file is not even sent. */
export type UploadRefusal =
	| { reason: 'too-large' /** Bytes. */; maximum: number }
	| { reason: 'no-space' /** Bytes that are left for it. */; left: number }
	| { reason: 'type-not-allowed' }
	| { reason: 'empty' };

/** What the file chooser offers. */
export const acceptedTypes: readonly string[] = allowedFileTypes;

export interface UploadLimits {
	/** Bytes; a file of exactly this size passes. Default 5 GiB. */
	maximumSize?: number | undefined;
	/** Bytes that the person may still use. Default: no limit. */
	spaceLeft?: number | undefined;
}

/** Saves a long upload that would end in a refusal. The server looks again, at the bytes. */
export const checkUpload = (
	file: Pick<File, 'type' | 'size'>,
	{ maximumSize = defaultMaximumResumableFileSize, spaceLeft = Number.POSITIVE_INFINITY }: UploadLimits = {},
): UploadRefusal | null => {
	// Some systems add `;charset=utf-8`.
	const type = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!acceptedTypes.includes(type)) return { reason: 'type-not-allowed' };
	if (file.size > maximumSize) return { reason: 'too-large', maximum: maximumSize };
	if (file.size > spaceLeft) return { reason: 'no-space', left: spaceLeft };
	return file.size === 0 ? { reason: 'empty' } : null;
};
