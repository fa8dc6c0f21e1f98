import { once } from 'node:events';
import { promisify } from 'node:util';
import { brotliDecompress, constants, createBrotliCompress } from 'node:zlib';

const decompress = promisify(brotliDecompress);

/** The form of a nonce of 16 bytes in base64. Its end is always the same, and so is what a decoder makes of what follows. */
const nonceForm = /^[A-Za-z0-9+/]{22}==$/;

/** Stands for the nonce while the page is compressed. These bytes are in no UTF-8 text, so nothing else is copied from them. */
const standIn = Buffer.concat([
	Buffer.from('f5f6f7f8f9fafbfcfdfeffc0f7c1f5f8f6faf9fcfbfe', 'hex'),
	Buffer.from('==', 'ascii'),
]);

/**
 * The head of a meta-block of plain bytes (RFC 7932, 9.2), from the lowest bit on: not the last one, a length of four
 * nibbles, the length less one, uncompressed.
 */
const plainBlockHead = (length: number): Buffer => {
	const bits = ((length - 1) << 3) | (1 << 19);
	return Buffer.from([bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff]);
};

/** Bytes of memory that are asked for at a time. */
const slabSize = 256 * 1024;

/** Memory for answers, cut from larger pieces: to ask for some kilobytes each time takes longer than to fill them. */
const createSlabs = (): ((size: number) => Buffer) => {
	let slab = Buffer.alloc(0);
	let used = 0;
	return (size) => {
		if (used + size > slab.length) {
			slab = Buffer.allocUnsafeSlow(Math.max(size, slabSize));
			used = 0;
		}
		used += size;
		return slab.subarray(used - size, used);
	};
};

/** A page in brotli, but for its nonce. */
export interface PreparedBrotli {
	/** `null` for a nonce of another form than 16 bytes in base64: then the page has to be compressed as it is. */
	withNonce(nonce: string): Buffer | null;
}

/**
 * Compresses a page once, as hard as can be, for all its nonces. `pieces` are what stands between the places of the nonce.
 *
 * The first nonce is a block of plain bytes in the middle of the stream; the later ones are copies of the first, as
 * compression writes them anyway behind a beginning of 128 bytes, which every page has. Whether it did is tried with two
 * nonces. Resolves with `null` where it did not, or where there is no nonce.
 */
export const prepareBrotli = async (pieces: readonly string[]): Promise<PreparedBrotli | null> => {
	const [first, ...others] = pieces;
	if (first === undefined || others.length === 0) return null;
	const rest = others.flatMap((piece, index) => (index === 0 ? [] : [standIn]).concat(Buffer.from(piece)));

	const stream = createBrotliCompress({
		params: {
			[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
			[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
		},
	});
	const chunks: Buffer[] = [];
	stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	/** What came out since the last time; a flush ends at a whole byte. */
	const taken = (): Buffer => Buffer.concat(chunks.splice(0));
	const write = async (bytes: Buffer): Promise<Buffer> => {
		stream.write(bytes);
		await new Promise<void>((resolve) => stream.flush(constants.BROTLI_OPERATION_FLUSH, resolve));
		return taken();
	};
	const head = await write(Buffer.from(first));
	await write(standIn);
	stream.end(Buffer.concat(rest));
	await once(stream, 'end');
	const before = Buffer.concat([head, plainBlockHead(standIn.length)]);
	const after = taken();

	const size = before.length + standIn.length + after.length;
	const take = createSlabs();
	const withNonce = (nonce: string): Buffer | null => {
		if (!nonceForm.test(nonce)) return null;
		const bytes = take(size);
		before.copy(bytes);
		bytes.write(nonce, before.length, 'latin1');
		after.copy(bytes, before.length + standIn.length);
		return bytes;
	};
	for (const nonce of [`${'Aa0+'.repeat(6).slice(0, 22)}==`, `${'z9/B'.repeat(6).slice(0, 22)}==`]) {
		const bytes = await decompress(withNonce(nonce) ?? Buffer.alloc(0)).catch(() => null);
		if (bytes === null || bytes.toString() !== pieces.join(nonce)) return null;
	}
	return { withNonce };
};
