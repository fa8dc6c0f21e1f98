import { errorCatalogue, filesEndpoints, resumableUploadsPath, type StoredFile } from '@flotilla/contracts';
import type { UploadOptions } from 'tus-js-client';
import type { ApiClient } from '../client-types.ts';
import { ApiError, isApiError } from '../error/api-error.ts';
import { clientError } from '../error/to-api-error.ts';
import { typeOf } from './check-upload.ts';
import type { Transfer } from './transfer.ts';
import { createTusTransport } from './tus-transport.ts';
import type { NetworkPort } from './upload-handle.ts';
import { takeUploadLock, type UploadLock, type UploadLocks } from './upload-lock.ts';
import type { UploadRecords } from './upload-records.ts';

export interface ResumableTransferOptions {
	client: ApiClient;
	records: UploadRecords;
	locks: UploadLocks | undefined;
	network: NetworkPort;
	/** Bytes of one request. */
	chunkSize: number;
	/** Milliseconds before each further attempt in a row that brings nothing forward. */
	retryDelays: readonly number[];
}

const request = { method: 'PATCH', path: resumableUploadsPath };
const idIn = (url: string | null | undefined): string => url?.split('/').at(-1) ?? '';

/** What makes a file that is chosen again the same one: all that a page may know of it without reading it. */
export const fingerprintOf = ({ name, type, size, lastModified }: File, endpoint: string): string =>
	[name, type, size, lastModified, endpoint].join('|');

/** A file in pieces, by tus-js-client, which is loaded for the first one. */
export const createResumableTransfer = (
	file: File,
	{ client, records, locks, network, chunkSize, retryDelays }: ResumableTransferOptions,
): Transfer<StoredFile> => {
	const endpoint = client.addressOf(resumableUploadsPath);
	const fingerprint = fingerprintOf(file, endpoint);
	let lock: UploadLock | null = null;
	/** Of what the server has so far. */
	let url: string | null = null;
	/** Once all of it is there. */
	let completeId: string | undefined;

	const send = async (signal: AbortSignal, onMoved: (loaded: number) => void): Promise<string> => {
		const { Upload } = await import('tus-js-client');
		lock ??= await takeUploadLock(locks, `flotilla.upload:${fingerprint}`);
		if (lock === null) throw beingUploaded();
		const ended = Promise.withResolvers<string>();
		let failure: ApiError | undefined;
		const options: UploadOptions = {
			endpoint,
			chunkSize,
			retryDelays: [...retryDelays],
			metadata: { filename: file.name, filetype: typeOf(file) },
			fingerprint: async () => fingerprint,
			removeFingerprintOnSuccess: true,
			urlStorage: records,
			fileReader: sliceOfFile,
			httpStack: createTusTransport(client, (error) => {
				failure = error;
			}),
			onShouldRetry: () => network.isOnline() && (failure === undefined || passes(failure)),
			onUploadUrlAvailable() {
				url = upload.url;
			},
			onProgress: onMoved,
			onSuccess: () => ended.resolve(idIn(upload.url)),
			onError: (cause) => ended.reject(failure ?? clientError('RESPONSE_INVALID', request, { cause })),
		};
		// A new one for each attempt: what is still on its way for the last one then tells nobody.
		const upload = new Upload(file, options);
		const [previous] = await upload.findPreviousUploads();
		if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
		else upload.url = url;
		const stop = (): void => {
			void upload.abort();
			ended.reject(clientError('ABORTED', request, { cause: signal.reason }));
		};
		if (signal.aborted) stop();
		else upload.start();
		signal.addEventListener('abort', stop, { once: true });
		try {
			return await ended.promise;
		} finally {
			signal.removeEventListener('abort', stop);
		}
	};

	return {
		async run(signal, onMoved) {
			try {
				completeId ??= await send(signal, onMoved);
				return await client.request(filesEndpoints.read, { params: { id: completeId }, signal });
			} catch (error) {
				// Refused for good: the server has forgotten it, and nobody should go on with it.
				if (isApiError(error) && !error.isRetryable && !keeps.has(error.kind)) {
					records.remove(idIn(url));
					url = null;
				}
				throw error;
			}
		},
		release() {
			lock?.release();
			lock = null;
		},
		async discard() {
			const address = url;
			if (address === null) return;
			url = null;
			records.remove(idIn(address));
			await client
				.transmit(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } })
				.catch(() => undefined);
		},
	};
};

/** After these the upload can go on, although nothing but a person can help. */
const keeps: ReadonlySet<string> = new Set(['aborted', 'unauthorized', 'conflict']);

/**
 * After "not at this place" tus asks where to go on. A token that ends again while its refusal is answered is
 * renewed again; a session that is over ends the upload in another way.
 */
const passes = ({ isRetryable, code }: ApiError): boolean =>
	isRetryable || code === 'UPLOAD_OFFSET_MISMATCH' || code === 'TOKEN_EXPIRED';

/** As tus-js-client does in browsers; in Node it knows no `File`. */
const sliceOfFile: NonNullable<UploadOptions['fileReader']> = {
	openFile: async (file: File) => ({
		size: file.size,
		slice: async (start, end) => ({ value: file.slice(start, end), done: end >= file.size }),
		close: () => {},
	}),
};

const beingUploaded = (): ApiError =>
	new ApiError({
		code: 'UPLOAD_BUSY',
		status: errorCatalogue.UPLOAD_BUSY.status,
		message: 'This file is being uploaded already, here or in another tab.',
		request,
	});
