import type { Readable } from 'node:stream';

/** Bytes `start` to `end`, both inclusive and counted from 0. */
export interface ByteRange {
	start: number;
	end: number;
}

export interface ListedBlob {
	key: string;
	/** Bytes. */
	size: number;
	/** When it was stored last, in milliseconds since 1970. */
	storedAt: number;
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
	stat(key: string): Promise<Omit<ListedBlob, 'key'> | null>;
	/**
	 * Stores bytes that lie where this storage can take them from without a copy through memory:
	 * a path for a folder, an object of the same bucket for S3. `key` is believed to be their hash.
	 * What lies at `location` stays there. Throws `BlobStoreError` with code `SOURCE_MISSING` when nothing does.
	 */
	adopt(location: string, key: string): Promise<void>;
	/** Removing what is not there is not an error. */
	remove(key: string): Promise<void>;
	/** Every blob, in no order. One that comes or goes meanwhile may or may not be among them. */
	list(): AsyncIterable<ListedBlob>;
	/** Removes what broken-off puts left that began before `instant` (milliseconds since 1970). */
	removeStale(instant: number): Promise<void>;
}

export type BlobStoreErrorCode = 'HASH_MISMATCH' | 'INVALID_KEY' | 'SOURCE_MISSING';

const brand = Symbol.for('flotilla.BlobStoreError');

export class BlobStoreError extends Error {
	override readonly name = 'BlobStoreError';
	readonly code: BlobStoreErrorCode;
	readonly [brand] = true;

	constructor(code: BlobStoreErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
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
