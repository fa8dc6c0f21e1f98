import { type HttpRequest, Upload, type UploadOptions } from 'tus-js-client';
import type { StartedApi } from './start-api.ts';

export interface SendResumableOptions {
	token: string;
	name?: string;
	/** MIME type. Default: none is declared. */
	type?: string;
	/** Bytes of one request. Default: all in one. */
	chunkSize?: number;
	/** The address of an upload to go on with. */
	uploadUrl?: string;
	/** Breaks off, once, when so many bytes are through. */
	abortAfter?: number;
	/** Milliseconds before each further attempt. Default: there is none. */
	retryDelays?: number[];
	onBeforeRequest?(request: HttpRequest): void;
}

export interface SentResumable {
	/** That of the upload, and of its file. */
	id: string;
	url: string;
	isComplete: boolean;
}

/** Sends bytes with the standard client. Rejects with its error. */
export const sendResumable = (
	{ url: origin }: Pick<StartedApi, 'url'>,
	bytes: Buffer,
	{ token, name, type, abortAfter, retryDelays, chunkSize, uploadUrl, onBeforeRequest }: SendResumableOptions,
): Promise<SentResumable> =>
	new Promise((resolve, reject) => {
		const end = (isComplete: boolean) => {
			const address = upload.url ?? '';
			resolve({ id: address.split('/').at(-1) ?? '', url: address, isComplete });
		};
		const options: UploadOptions = {
			endpoint: `${origin}/api/files/tus`,
			headers: { authorization: `Bearer ${token}` },
			metadata: { ...(name !== undefined && { filename: name }), ...(type !== undefined && { filetype: type }) },
			retryDelays: retryDelays ?? null,
			storeFingerprintForResuming: false,
			...(chunkSize !== undefined && { chunkSize }),
			...(uploadUrl !== undefined && { uploadUrl }),
			...(onBeforeRequest !== undefined && { onBeforeRequest }),
			onSuccess: () => end(true),
			onError: reject,
			onProgress(sent) {
				if (abortAfter === undefined || sent < abortAfter) return;
				void upload.abort().then(() => end(false), reject);
			},
		};
		const upload = new Upload(bytes, options);
		upload.start();
	});
