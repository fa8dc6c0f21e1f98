import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { BuildFile } from '../builds/build-id.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { contentTypeOf } from './content-type.ts';
import { precompress } from './precompress.ts';

export type AssetRow = Omit<RegistrySchema['assets'], 'collected_at'>;

/**
 * Puts a stored file's compressed forms beside it and gives the row that names all of them.
 * Throws `HttpError` BUILD_INCOMPLETE when the file itself is not stored.
 */
export const storeEncodings = async (
	blobs: BlobStore,
	app: string,
	{ path, sha256, size }: BuildFile,
): Promise<AssetRow> => {
	const asset = { app, path, sha256, size, brotli_sha256: null, brotli_size: null, gzip_sha256: null, gzip_size: null };
	if (!contentTypeOf(path).text) return asset;
	const opened = await blobs.open(sha256);
	if (opened === null) throw createHttpError('BUILD_INCOMPLETE', { message: `${path} has not been uploaded.` });
	const { brotli, gzip } = await precompress(await buffer(opened.stream));
	const [storedBrotli, storedGzip] = await Promise.all(
		[brotli, gzip].map(async (bytes) => (bytes === null ? null : blobs.put(Readable.from([bytes])))),
	);
	return {
		...asset,
		brotli_sha256: storedBrotli?.key ?? null,
		brotli_size: storedBrotli?.size ?? null,
		gzip_sha256: storedGzip?.key ?? null,
		gzip_size: storedGzip?.size ?? null,
	};
};
