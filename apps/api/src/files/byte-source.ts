import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteRange } from '@flotilla/server';

/** Bytes that can be read more than once, wherever they lie. Whoever opens a stream ends or destroys it. */
export interface ByteSource {
	/** Bytes. */
	size: number;
	open(range?: ByteRange): Promise<Readable>;
}

export const fileSource = (path: string, size: number): ByteSource => ({
	size,
	open: async (range) => createReadStream(path, { highWaterMark: 256 * 1024, ...range }),
});

/** The first `length` bytes, or fewer when there are no more. */
export const readHead = async (source: ByteSource, length: number): Promise<Buffer> =>
	source.size === 0 ? Buffer.alloc(0) : buffer(await source.open({ start: 0, end: length - 1 }));
