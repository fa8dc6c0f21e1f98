import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { UploadTooLongError } from './upload-too-long-error.ts';

/** Bytes that wait for the disk before the network has to: they are written together. */
const bufferSize = 1024 * 1024;
/** Bytes after which the disk is asked to keep what it has, so that little is left to do at the end. */
const syncInterval = 64 * 1024 * 1024;

export interface PartialFileOptions {
	handle: FileHandle;
	/** Where to begin. */
	offset: number;
	/** Where to end at the latest: what goes beyond is not written and throws `UploadTooLongError`. */
	end: number;
	/** Sees what is written, in order. */
	onBytes(bytes: Uint8Array): void;
}

/** Writes a file on from a place, many pieces at a time. */
export class PartialFile extends Writable {
	readonly #options: PartialFileOptions;
	#unsynced = 0;
	#syncing: Promise<void> | undefined;
	/** Where the next byte goes. */
	position: number;

	constructor(options: PartialFileOptions) {
		super({ highWaterMark: bufferSize, decodeStrings: false });
		this.#options = options;
		this.position = options.offset;
	}

	override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
		this.#append([chunk]).then(() => done(), done);
	}

	override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
		this.#append(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
	}

	override _final(done: (error?: Error | null) => void): void {
		// An error of the background is one of the file.
		(this.#syncing ?? Promise.resolve()).then(() => done(), done);
	}

	async #append(chunks: Uint8Array[]): Promise<void> {
		const { handle, end, onBytes } = this.#options;
		const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
		if (this.position + length > end) throw new UploadTooLongError();
		const writing = handle.writev(chunks, this.position);
		// While the disk is busy.
		for (const chunk of chunks) onBytes(chunk);
		const { bytesWritten } = await writing;
		if (bytesWritten !== length) throw new Error(`Only ${bytesWritten} of ${length} bytes could be written.`);
		this.position += length;
		this.#unsynced += length;
		if (this.#unsynced < syncInterval) return;
		await this.#syncing;
		this.#unsynced = 0;
		this.#syncing = handle.datasync();
		// It is heard at the next one, or at the end.
		this.#syncing.catch(() => {});
	}
}
