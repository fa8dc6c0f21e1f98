import { readFile } from 'node:fs/promises';
import { avatarTypes } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import sharp from 'sharp';
import { fileSource } from '../../files/byte-source.ts';
import { checkContent } from '../../files/check-content.ts';

export interface AvatarLimits {
	/** Pixels of a picture that is decoded; more is an image bomb. */
	maximumImagePixels: number;
	/** Seconds after which it is given up. */
	thumbnailTimeout: number;
}

/** Pixels of a side. */
const side = 256;

/**
 * The middle of a picture as a square WebP, without what cameras write into it. Throws `HttpError`
 * FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH, also for one that cannot be read, or IMAGE_TOO_LARGE.
 */
export const makeAvatar = async (
	{ path, size, declaredType }: { path: string; size: number; declaredType: string },
	{ maximumImagePixels, thumbnailTimeout }: AvatarLimits,
): Promise<Buffer> => {
	await checkContent(fileSource(path, size), declaredType, { allowedFileTypes: avatarTypes, maximumImagePixels });
	try {
		return await sharp(await readFile(path), { limitInputPixels: maximumImagePixels })
			.timeout({ seconds: Math.max(1, Math.ceil(thumbnailTimeout)) })
			.autoOrient()
			.resize(side, side, { fit: 'cover' })
			.webp({ quality: 82 })
			.toBuffer();
	} catch (cause) {
		throw createHttpError('FILE_CONTENT_MISMATCH', { message: 'The picture cannot be read.', cause });
	}
};
