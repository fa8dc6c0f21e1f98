import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both inclusive and counted from 0. */
export interface ByteRange {
	start: number;
	end: number;
}

/**
 * Content-addressed storage: a blob's key is the SHA-256 of its bytes, 64 lower-case hex digits,
 * so a blob never changes and storing it twice is harmless.
 *
 * Every method that takes a key throws `BlobStoreError` with code `INVALID_KEY` when it is not one.
 */
export interface BlobStore {
	/**
	 * Stores a stream without holding it in memory. The blob is visible in full or not at all.
	 * Throws `BlobStoreError` with code `HASH_MISMATCH` when the bytes do not have `expectedSha256`,
	 * and the stream's own error when that fails; neither leaves anything behind.
	 */
	put(source: Readable, options?: { expectedSha256?: string }): Promise<{ key: string; size: number }>;
	/**
	 * `null` when there is no such blob. `size` is that of the whole blob, also with a `range`.
	 * A range that reaches beyond the end gives what there is.
	 * Whoever opens a stream reads it to its end or destroys it.
	 */
	open(key: string, range?: ByteRange): Promise<{ stream: Readable; size: number } | null>;
	/** `null` when there is no such blob. */
	stat(key: string): Promise<{ size: number } | null>;
	/** Removing what is not there is not an error. */
	remove(key: string): Promise<void>;
}

export type BlobStoreErrorCode = 'HASH_MISMATCH' | 'INVALID_KEY';

const brand = Symbol.for('flotilla.BlobStoreError');

export class BlobStoreError extends Error {
	override readonly name = 'BlobStoreError';
	readonly code: BlobStoreErrorCode;
	readonly [brand] = true;

	constructor(code: BlobStoreErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}

/** Works across copies of this module, where `instanceof` does not. */
export const isBlobStoreError = (value: unknown): value is BlobStoreError =>
	typeof value === 'object' && value !== null && brand in value;

const keyPattern = /^[0-9a-f]{64}$/;

/** True for 64 lower-case hex digits. */
export const isBlobKey = (value: string): boolean => keyPattern.test(value);

/** Throws `BlobStoreError` with code `INVALID_KEY`. Keys become paths, so nothing else may pass. */
export const assertBlobKey = (value: string): void => {
	if (!isBlobKey(value)) throw new BlobStoreError('INVALID_KEY', 'A blob key is 64 lower-case hex digits.');
};
