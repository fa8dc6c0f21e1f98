import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '@flotilla/server';
import { LRUCache } from 'lru-cache';
import { shareReads } from '../share-reads.ts';

/** Blobs whose bytes are known, a hundred bytes each. */
const rememberedBlobs = 20_000;
/** Blobs whose questions are shared. */
const askedAtOnce = 1_000;

interface Verified {
	size: number;
	storedAt: number;
	/** Milliseconds since 1970. */
	verifiedAt: number;
}

export interface VerifiedBlobsOptions {
	blobs: BlobStore;
	/** Milliseconds until the bytes of a blob that nobody replaced are read again. Default an hour; 0 reads them each time. */
	verifyInterval?: number | undefined;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

/**
 * The same store, in which a blob whose bytes are not those of its key counts as not there: nobody is sent it, and who
 * publishes it again is asked for its bytes.
 *
 * Bytes are hashed when they are asked for first, and again when the blob was stored anew since, or `verifyInterval` is
 * over. In between what the storage gives is believed: hashing a file for each browser would double the work of serving it.
 * `list`, `open` and `remove` are those of the store, damaged blobs included.
 */
export const createVerifiedBlobs = ({
	blobs,
	verifyInterval = 3_600_000,
	now = () => Date.now(),
}: VerifiedBlobsOptions): BlobStore => {
	const verified = new LRUCache<string, Verified>({ max: rememberedBlobs });
	/** A hundred browsers that ask for the same file after a start have it read once. */
	const underWay = new Map<string, Promise<boolean>>();

	const remember = (key: string, { size, storedAt }: Pick<Verified, 'size' | 'storedAt'>) =>
		verified.set(key, { size, storedAt, verifiedAt: now() });

	const isKnown = (key: string, { size, storedAt }: Pick<Verified, 'size' | 'storedAt'>): boolean => {
		const known = verified.get(key);
		if (known === undefined || known.size !== size || known.storedAt !== storedAt) return false;
		return now() - known.verifiedAt < verifyInterval;
	};

	const hasItsBytes = async (key: string): Promise<boolean> => {
		const opened = await blobs.open(key);
		if (opened === null) return false;
		const hash = createHash('sha256');
		await pipeline(opened.stream, hash);
		return hash.digest('hex') === key;
	};

	const verify = (key: string): Promise<boolean> => {
		const running = underWay.get(key) ?? hasItsBytes(key).finally(() => underWay.delete(key));
		underWay.set(key, running);
		return running;
	};

	/** Of those who ask for a blob at the same time, each gets what it was after they asked. */
	const asked = new LRUCache<string, () => ReturnType<BlobStore['stat']>>({ max: askedAtOnce });
	const statOf = (key: string): ReturnType<BlobStore['stat']> => {
		let ask = asked.get(key);
		if (ask === undefined) {
			ask = shareReads(() => blobs.stat(key));
			asked.set(key, ask);
		}
		return ask();
	};

	return {
		...blobs,

		async put(source, options) {
			const stored = await blobs.put(source, options);
			// They were hashed on the way in.
			const found = await blobs.stat(stored.key);
			if (found !== null) remember(stored.key, found);
			return stored;
		},

		async stat(key) {
			const found = await statOf(key);
			if (found === null || isKnown(key, found)) return found;
			// What is damaged is not remembered: it may be replaced within the same second, which is as fine as a bucket's clock.
			if (!(await verify(key))) return null;
			remember(key, found);
			return found;
		},
	};
};
