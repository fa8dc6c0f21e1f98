import type { StoredFile } from '@flotilla/contracts';
import { filesEndpoints } from '@flotilla/contracts';
import type { ApiClient } from '../client-types.ts';

/** The way of one upload to the server. */
export interface Transfer<T> {
	/**
	 * Sends it, or what is left of it. Rejects with an `ApiError`, as soon as the signal aborts.
	 *
	 * @param onMoved told how many bytes have left.
	 */
	run(signal: AbortSignal, onMoved: (loaded: number) => void): Promise<T>;
	/** Gives free what is held while it is under way. */
	release(): void;
	/** Lets the server forget what it has so far. Never rejects: it forgets by itself in time. */
	discard(): Promise<void>;
}

interface FormOptions {
	client: ApiClient;
	generateThumbnail: boolean | undefined;
	/** Default: one of its own. */
	idempotencyKey?: string | undefined;
}

/** Paused or failed, it begins again; under the same key, so that one whose answer was lost is not there twice. */
const createFormTransfer = <T>(
	size: number,
	send: (
		signal: AbortSignal,
		idempotencyKey: string,
		onProgress: (progress: { loaded: number; total: number }) => void,
	) => Promise<T>,
	key: string = crypto.randomUUID(),
): Transfer<T> => {
	return {
		// What is sent is more than the file: the parts have heads.
		run: (signal, onMoved) => send(signal, key, ({ loaded, total }) => onMoved(Math.round((loaded / total) * size))),
		release: () => {},
		discard: () => Promise.resolve(),
	};
};

const fieldsOf = ({ generateThumbnail }: FormOptions) =>
	generateThumbnail === undefined ? {} : { fields: { generateThumbnail: String(generateThumbnail) } };

export const createFileTransfer = (file: File, options: FormOptions): Transfer<StoredFile> =>
	createFormTransfer(
		file.size,
		(signal, idempotencyKey, onProgress) =>
			options.client.upload(filesEndpoints.upload, file, { ...fieldsOf(options), signal, idempotencyKey, onProgress }),
		options.idempotencyKey,
	);

/** All of them or none. */
export const createFilesTransfer = (files: readonly File[], options: FormOptions): Transfer<StoredFile[]> =>
	createFormTransfer(
		files.reduce((sum, { size }) => sum + size, 0),
		(signal, idempotencyKey, onProgress) =>
			options.client.upload(filesEndpoints.uploadMultiple, files, {
				...fieldsOf(options),
				partName: 'files',
				signal,
				idempotencyKey,
				onProgress,
			}),
	);
