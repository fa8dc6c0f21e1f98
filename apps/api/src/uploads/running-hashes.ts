import { createHash, type Hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * The SHA-256 of uploads, taken while their bytes arrive, so that a finished one need not be read again.
 * A hash cannot be carried to another process: after a restart, or on another node, it is not here.
 */
export interface RunningHashes {
	/** Takes bytes of the upload that begin at `offset`. Where that is not where it stands, it is forgotten. */
	update(id: string, offset: number, bytes: Uint8Array): void;
	/** The hash of all `size` bytes, once, or undefined when not all of them were seen. */
	take(id: string, size: number): string | undefined;
	forget(id: string): void;
}

interface Running {
	hash: Hash;
	offset: number;
}

/** `limit`: uploads that are remembered; the one written to the longest ago is forgotten first. Default 1000. */
export const createRunningHashes = ({ limit = 1000 }: { limit?: number } = {}): RunningHashes => {
	const running = new LRUCache<string, Running>({ max: limit });

	return {
		update(id, offset, bytes) {
			const found = offset === 0 ? { hash: createHash('sha256'), offset } : running.get(id);
			if (found === undefined) return;
			if (found.offset !== offset) {
				running.delete(id);
				return;
			}
			found.hash.update(bytes);
			found.offset += bytes.length;
			running.set(id, found);
		},
		take(id, size) {
			const found = running.get(id);
			running.delete(id);
			return found?.offset === size ? found.hash.digest('hex') : undefined;
		},
		forget(id) {
			running.delete(id);
		},
	};
};
