import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '@flotilla/server';
import sharp from 'sharp';

/** Pixels of the longer side. */
const maximumSide = 320;
/** Pixels of an image that is decoded: 50 million are 200 MB of memory; more is an image bomb. */
const maximumInputPixels = 50_000_000;

/** Stores a WebP of at most 320 x 320 pixels and returns its key. Throws when `key` is no readable image. */
export const makeThumbnail = async (blobs: BlobStore, key: string): Promise<string> => {
	const original = await blobs.open(key);
	if (original === null) throw new Error(`The blob ${key} is not stored.`);
	const image = await sharp(await buffer(original.stream), { limitInputPixels: maximumInputPixels })
		.autoOrient()
		.resize(maximumSide, maximumSide, { fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 80 })
		.toBuffer();
	return (await blobs.put(Readable.from([image]))).key;
};
