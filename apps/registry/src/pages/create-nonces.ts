import { randomFillSync } from 'node:crypto';

/** Bytes of one nonce: 128 bits. */
const length = 16;
/** Nonces drawn at a time: to ask for random bytes costs as much for one as for all of them. */
const drawn = 256;

/** Nonces of 16 random bytes in base64, each given once. */
export const createNonces = (): (() => string) => {
	const pool = Buffer.alloc(length * drawn);
	let next = pool.length;
	return () => {
		if (next === pool.length) {
			randomFillSync(pool);
			next = 0;
		}
		next += length;
		return pool.toString('base64', next - length, next);
	};
};
