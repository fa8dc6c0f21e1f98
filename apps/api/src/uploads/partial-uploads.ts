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
	/** Where they end at the latest; what goes beyond is not written and throws `UploadTooLongError`. */
	end: number;
	/** Sees the bytes that are written, in order. */
	onBytes(bytes: Uint8Array): void;
	/** Ends the writing; what has arrived is kept. */
	signal: AbortSignal;
}

/** Where the bytes of resumable uploads lie until they are complete. Ids are UUIDs that were checked. */
export interface PartialUploads {
	create(id: string, size: number): Promise<void>;
	/**
	 * Appends and says how many bytes there are then. What arrived is kept also when the body breaks off,
	 * which throws `BodyBrokenOffError`.
	 */
	write(id: string, body: Readable, options: WriteOptions): Promise<number>;
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
