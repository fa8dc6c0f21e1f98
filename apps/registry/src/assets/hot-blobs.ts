import { buffer } from 'node:stream/consumers';
import type { BlobStore, ListedBlob } from '@flotilla/server';
import { LRUCache } from 'lru-cache';

/** Bytes of one blob; a larger one is sent as it is read. */
const largestBlob = 1024 * 1024;

interface Kept {
	storedAt: number;
	bytes: Buffer;
}

export interface HotBlobs {
	/**
	 * The bytes of a blob that was found to be stored as `found` a moment ago. `null` for one that is too large to keep,
	 * or gone: then it has to be opened.
	 */
	read(key: string, found: Omit<ListedBlob, 'key'>): Promise<Buffer | null>;
}

export interface HotBlobsOptions {
	blobs: Pick<BlobStore, 'open'>;
	/** Bytes kept in all, of the blobs that were read last. Default 64 MiB; 0 keeps none. */
	limit?: number | undefined;
}

/**
 * Keeps the bytes of small blobs that are asked for again and again: to open, read and close a file costs more than all
 * the rest of an answer. Whoever asks has looked first whether the blob is there, of which size and from when: what was
 * removed is not served, and what was stored anew is read anew.
 */
export const createHotBlobs = ({ blobs, limit = 64 * 1024 * 1024 }: HotBlobsOptions): HotBlobs => {
	const kept = new LRUCache<string, Kept>({
		maxSize: Math.max(1, limit),
		// An empty file is kept as well, and a size has to be one.
		sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
	});
	const underWay = new Map<string, Promise<Buffer | null>>();

	const load = async (key: string, found: Omit<ListedBlob, 'key'>): Promise<Buffer | null> => {
		const opened = await blobs.open(key);
		if (opened === null) return null;
		const bytes = await buffer(opened.stream);
		if (bytes.length !== found.size) return null;
		kept.set(key, { storedAt: found.storedAt, bytes });
		return bytes;
	};

	return {
		async read(key, found) {
			if (limit === 0 || found.size > Math.min(largestBlob, limit)) return null;
			const known = kept.get(key);
			if (known?.storedAt === found.storedAt && known.bytes.length === found.size) return known.bytes;
			const one = `${key} ${found.storedAt}`;
			const loading = underWay.get(one) ?? load(key, found).finally(() => underWay.delete(one));
			underWay.set(one, loading);
			return loading;
		},
	};
};
