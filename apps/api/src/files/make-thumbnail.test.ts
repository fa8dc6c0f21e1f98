import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type BlobStore, createFolderBlobStore } from '@flotilla/server';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeThumbnail } from './make-thumbnail.ts';

const limits = { maximumImagePixels: 1_000_000, maximumThumbnailSource: 1_000_000, thumbnailTimeout: 5 };
let folder: string;
let blobs: BlobStore;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-thumbnail-'));
	blobs = createFolderBlobStore({ folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const store = async (width: number, height: number): Promise<string> => {
	const picture = sharp({ create: { width, height, channels: 3, background: 'teal' } }).png();
	return (await blobs.put(Readable.from([await picture.toBuffer()]))).key;
};

it('decodes no more pixels and reads no more bytes than allowed', async () => {
	const key = await store(1000, 1000);
	expect((await blobs.stat(await makeThumbnail(blobs, key, limits)))?.size).toBeGreaterThan(0);
	await expect(makeThumbnail(blobs, await store(1001, 1000), limits)).rejects.toThrow('pixel limit');
	await expect(makeThumbnail(blobs, key, { ...limits, maximumThumbnailSource: 10 })).rejects.toThrow('too large');
});

it('gives up a picture that cannot be read in time', async () => {
	const hanging: BlobStore = { ...blobs, open: async () => ({ stream: new Readable({ read() {} }), size: 10 }) };
	await expect(makeThumbnail(hanging, await store(1, 1), { ...limits, thumbnailTimeout: 0.05 })).rejects.toThrow(
		'in time',
	);
});
