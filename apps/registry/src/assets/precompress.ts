import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Bytes; above it the best brotli quality would hold up a publish for seconds to win about 2 %. */
const highestQualityLimit = 1024 * 1024;

export interface Precompressed {
	/** `null` when it would not be smaller than the bytes as they are. */
	brotli: Buffer | null;
	gzip: Buffer | null;
}

/** Compresses once, at publish, as hard as is reasonable. Runs on the thread pool, both at a time. */
export const precompress = async (bytes: Buffer): Promise<Precompressed> => {
	const [brotli, gzipped] = await Promise.all([
		compressBrotli(bytes, {
			params: {
				[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
				[constants.BROTLI_PARAM_QUALITY]: bytes.length > highestQualityLimit ? 9 : 11,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
			},
		}),
		compressGzip(bytes, { level: 9 }),
	]);
	const ifSmaller = (compressed: Buffer): Buffer | null => (compressed.length < bytes.length ? compressed : null);
	return { brotli: ifSmaller(brotli), gzip: ifSmaller(gzipped) };
};
