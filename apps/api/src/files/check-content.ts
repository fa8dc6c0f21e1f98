import { createHttpError } from '@flotilla/server';
import sharp from 'sharp';
import { type ByteSource, readHead } from './byte-source.ts';
import { detectFileType } from './detect-file-type.ts';
import { canHaveThumbnail, readDeclaredType } from './file-types.ts';

export interface ContentRules {
	/** Types that may be stored. */
	allowedFileTypes: readonly string[];
	/** Pixels of a picture. */
	maximumImagePixels: number;
}

/** Bytes in which a picture has said how large it is; long metadata may come first. */
const headSize = 1024 * 1024;

/** Throws FILE_TYPE_NOT_ALLOWED when a client says beforehand that it is none of the allowed types. */
export const assertDeclaredType = (declared: string, { allowedFileTypes }: ContentRules): void => {
	const type = readDeclaredType(declared);
	if (type !== undefined && !allowedFileTypes.includes(type)) throw createHttpError('FILE_TYPE_NOT_ALLOWED');
};

/** A small file may claim to unpack to more than there is memory. What cannot be read here gets no thumbnail later. */
const assertImageFits = async (source: ByteSource, { maximumImagePixels }: ContentRules): Promise<void> => {
	const head = await readHead(source, headSize);
	const found = await sharp(head, { limitInputPixels: false })
		.metadata()
		.catch(() => undefined);
	if (found !== undefined && found.width * found.height > maximumImagePixels) throw createHttpError('IMAGE_TOO_LARGE');
};

/**
 * The type of the bytes. Text in UTF-8 is a CSV if the client says so: nothing in the bytes could tell.
 * Throws `HttpError` FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH or IMAGE_TOO_LARGE.
 */
export const checkContent = async (source: ByteSource, declared: string, rules: ContentRules): Promise<string> => {
	assertDeclaredType(declared, rules);
	const expected = readDeclaredType(declared);
	const detected = await detectFileType(source);
	const isCsv = expected === 'text/csv' && detected === 'text/plain';
	if (expected !== undefined && expected !== detected && !isCsv) throw createHttpError('FILE_CONTENT_MISMATCH');
	const type = expected ?? detected;
	if (type === undefined || !rules.allowedFileTypes.includes(type)) throw createHttpError('FILE_TYPE_NOT_ALLOWED');
	if (canHaveThumbnail(type)) await assertImageFits(source, rules);
	return type;
};
