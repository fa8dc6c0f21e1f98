import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { detectFileType } from './detect-file-type.ts';

/** Hands its bytes out `size` at a time, so that characters lie across pieces. */
const inPieces = (bytes: Buffer, size: number): ByteSource => ({
	size: bytes.length,
	open: async ({ start = 0, end = bytes.length - 1 } = { start: 0, end: bytes.length - 1 }) => {
		const part = bytes.subarray(start, end + 1);
		const pieces = Array.from({ length: Math.ceil(part.length / size) }, (_, index) =>
			part.subarray(index * size, (index + 1) * size),
		);
		return Readable.from(pieces, { objectMode: false });
	},
});

const text = 'Zwieback, süß, ½ €, 漢字, 🙂 and a plain end';

it.each([1, 2, 3, 5, 1000])('knows text whose characters lie across pieces of %i bytes', async (size) => {
	expect(await detectFileType(inPieces(Buffer.from(text), size))).toBe('text/plain');
});

it.each([
	['a character that does not end', Buffer.from(text).subarray(0, Buffer.from('Zwieback, s').length + 1)],
	['a byte that begins none', Buffer.concat([Buffer.from(text), Buffer.from([0xff])])],
	['half of a surrogate pair', Buffer.concat([Buffer.from(text), Buffer.from([0xed, 0xa0, 0x80])])],
	['a continuation of nothing', Buffer.concat([Buffer.from([0x80]), Buffer.from(text)])],
	['U+0000', Buffer.from(`${text}\0`)],
])('takes %s for no text', async (_what, bytes) => {
	for (const size of [1, 3, 1000]) expect(await detectFileType(inPieces(bytes, size))).not.toBe('text/plain');
});
