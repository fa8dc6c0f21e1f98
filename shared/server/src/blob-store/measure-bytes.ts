import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

export interface BytesMeter {
	/** Bytes go through it unchanged. */
	stream: Transform;
	/** Of the bytes that went through. Once, after the end. */
	result(): { key: string; size: number };
}

/** Hashes and counts what flows through. */
export const createBytesMeter = (): BytesMeter => {
	const hash = createHash('sha256');
	let size = 0;
	const stream = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		},
	});
	return { stream, result: () => ({ key: hash.digest('hex'), size }) };
};
