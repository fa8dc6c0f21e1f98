import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from '../assets/negotiate-encoding.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** For answers that nobody prepared: quality 5 takes well under a millisecond for a page. */
export const compressText: Record<Encoding, (text: Buffer) => Promise<Buffer>> = {
	br: (text) => compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (text) => compressGzip(text),
	identity: async (text) => text,
};
