import type { Readable } from 'node:stream';
import type { ByteSource } from '../files/byte-source.ts';

export interface PartialUpload {
	id: string;
	/** When it was begun or written to last, in milliseconds since 1970. */
	touchedAt: number;
}

export interface WriteOptions {
	/** Where the bytes begin: that is how many there are. */
	offset: number;
	/** Of the whole upload. */
	size: number;
	/** Sees the bytes that were written, in order. */
	onBytes(bytes: Uint8Array): void;
}

/** Where the bytes of resumable uploads lie until they are complete. Ids are UUIDs that were checked. */
export interface PartialUploads {
	create(id: string, size: number): Promise<void>;
	/**
	 * Appends and says how many bytes there are then. What arrived before `source` failed is kept, and the
	 * error is passed on.
	 */
	write(id: string, source: Readable, options: WriteOptions): Promise<number>;
	/** How many bytes there are; null when there is no such upload. */
	offset(id: string, size: number): Promise<number | null>;
	/** The bytes of a complete upload. */
	source(id: string, size: number): ByteSource;
	/** Where a complete upload lies, in the words of `BlobStore.adopt`. */
	location(id: string): string;
	/** Removing what is not there is not an error. */
	remove(id: string): Promise<void>;
	list(): AsyncIterable<PartialUpload>;
}
