import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '@flotilla/server';
import sharp from 'sharp';

export interface ThumbnailLimits {
	/** Pixels of a picture that is decoded; more is an image bomb. */
	maximumImagePixels: number;
	/** Bytes of a picture: it is held in memory. */
	maximumThumbnailSource: number;
	/** Seconds after which it is given up. */
	thumbnailTimeout: number;
}

/** Pixels of the longer side. */
const maximumSide = 320;

const readWhole = async (blobs: BlobStore, key: string, limits: ThumbnailLimits): Promise<Buffer> => {
	const original = await blobs.open(key);
	if (original === null) throw new Error(`The blob ${key} is not stored.`);
	const { stream, size } = original;
	// A store that hangs must not stop the queue either.
	const cut = setTimeout(
		() => stream.destroy(new Error('The picture could not be read in time.')),
		limits.thumbnailTimeout * 1000,
	);
	try {
		if (size > limits.maximumThumbnailSource) throw new Error(`A picture of ${size} bytes is too large to be decoded.`);
		return await buffer(stream);
	} finally {
		clearTimeout(cut);
		stream.destroy();
	}
};

/**
 * Stores a WebP of at most 320 x 320 pixels and returns its key. Throws when `key` is no readable
 * image, is beyond the limits, or takes too long.
 */
export const makeThumbnail = async (blobs: BlobStore, key: string, limits: ThumbnailLimits): Promise<string> => {
	const image = await sharp(await readWhole(blobs, key, limits), { limitInputPixels: limits.maximumImagePixels })
		.timeout({ seconds: Math.max(1, Math.ceil(limits.thumbnailTimeout)) })
		.autoOrient()
		.resize(maximumSide, maximumSide, { fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 80 })
		.toBuffer();
	return (await blobs.put(Readable.from([image]))).key;
};
