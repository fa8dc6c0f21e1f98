import {
	allowedFileTypes,
	defaultMaximumFileSize,
	defaultMaximumFilesPerUpload,
	defaultMaximumResumableFileSize,
	defaultUploadExpiration,
	filesEndpoints,
	resumableUploadsPath,
	type StoredFile,
} from '@flotilla/contracts';
import type { ApiClient } from '../client-types.ts';
import { checkUpload, checkUploads, type UploadRules } from './check-upload.ts';
import { browserStorage, forgetUploads, type UploadStorage } from './forget-uploads.ts';
import { createResumableTransfer, fingerprintOf } from './resumable-transfer.ts';
import { createFilesTransfer, createFileTransfer, type Transfer } from './transfer.ts';
import {
	createUploadHandle,
	isOver,
	type NetworkPort,
	type OwnedUpload,
	type UploadCallbacks,
	type UploadHandle,
	type UploadState,
} from './upload-handle.ts';
import type { UploadLocks } from './upload-lock.ts';
import { createProgressMeter } from './upload-progress.ts';
import { createUploadRecords, type ResumableUpload, type UploadRecords } from './upload-records.ts';

export interface UploadFileOptions<T = StoredFile> extends UploadCallbacks<T>, Partial<UploadRules> {
	/** Whether pictures get a thumbnail. Default true; a resumable upload always does. */
	generateThumbnail?: boolean | undefined;
	/**
	 * Of a file that goes in a form: sent again under it, also after a reload, it is there once. Default: one of its own.
	 */
	idempotencyKey?: string | undefined;
}

export interface UploadsOptions {
	client: ApiClient;
	/** Whose uploads they are; null for nobody. */
	getUserId(): string | null;
	/** Bytes; a larger file goes in pieces, by tus. Default 8 MiB. */
	resumableAbove?: number;
	/** Bytes of one piece. Default 8 MiB. */
	chunkSize?: number;
	/** Bytes of a file in a form. Default 10 MiB. */
	maximumFileSize?: number;
	/** Bytes of a resumable file. Default 5 GiB. */
	maximumResumableFileSize?: number;
	/** Files in one form. Default 20. */
	maximumFiles?: number;
	/** MIME types. Default: all that the contract names. */
	allowedTypes?: readonly string[];
	/** Seconds after which the server has forgotten an unfinished upload. Default 86400. */
	resumableFor?: number;
	/** Milliseconds before each further attempt that brings nothing forward. Default 0, 1, 3, 5, 10 and 20 s. */
	retryDelays?: readonly number[];
	/** Where unfinished uploads are remembered. Default `localStorage`, or nowhere. */
	storage?: UploadStorage | undefined;
	/** What keeps two tabs from sending one file. Default `navigator.locks`, or nothing. */
	locks?: UploadLocks | undefined;
	/** Default: the browser's word. */
	network?: NetworkPort | undefined;
	/** Milliseconds on a clock that does not jump. Default `performance.now`. */
	now?: () => number;
}

/** Brings files to the server. What is wrong with them is said before a byte is sent, by the server's codes. */
export interface Uploads {
	/**
	 * One file: up to `resumableAbove` in a form, else in pieces that go on after a broken connection, a pause, a
	 * reload. A file that was begun and is chosen again goes on by itself; one that is on its way is `UPLOAD_BUSY`.
	 */
	uploadFile(file: File, options?: UploadFileOptions): UploadHandle<StoredFile>;
	/** Several in one form: all of them or none. `errors` names those to blame as `files.<index>`. */
	uploadFiles(files: readonly File[], options?: UploadFileOptions<StoredFile[]>): UploadHandle<StoredFile[]>;
	/** What this person has begun in this browser and not finished. */
	listResumable(): ResumableUpload[];
	/** Which of them a file that is chosen again goes on with; undefined when it is another one, or was changed. */
	findResumable(file: File): ResumableUpload | undefined;
	/** Lets the browser and the server forget one of them. Rejects when the server could not be told. */
	discardResumable(id: string): Promise<void>;
	/** Stops everything. Whoever comes back goes on where it was; for a session that ended by itself. */
	letGo(): void;
	/** Stops everything, and forgets all that is unfinished; for a sign-out. */
	forget(): void;
}

export const createUploads = (options: UploadsOptions): Uploads => {
	const {
		client,
		getUserId,
		resumableAbove = 8 * 1024 * 1024,
		chunkSize = 8 * 1024 * 1024,
		maximumFileSize = defaultMaximumFileSize,
		maximumResumableFileSize = defaultMaximumResumableFileSize,
		maximumFiles = defaultMaximumFilesPerUpload,
		allowedTypes = allowedFileTypes,
		resumableFor = defaultUploadExpiration,
		retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000],
		network = browserNetwork,
		now = () => performance.now(),
	} = options;
	const storage = 'storage' in options ? options.storage : browserStorage();
	const locks = 'locks' in options ? options.locks : globalThis.navigator?.locks;
	const active = new Set<Pick<OwnedUpload<unknown>, 'abandon'>>();

	/** Nobody's are remembered nowhere. */
	const records = (): UploadRecords => {
		const userId = getUserId();
		return createUploadRecords({
			storage: userId === null ? undefined : storage,
			userId: userId ?? '',
			lifetime: resumableFor * 1000,
		});
	};

	const begin = <T extends StoredFile | StoredFile[]>(
		transfer: Transfer<T>,
		size: number,
		callbacks: UploadCallbacks<T>,
	): UploadHandle<T> => {
		const handle = createUploadHandle({
			...callbacks,
			transfer,
			meter: createProgressMeter(size, now),
			network,
		});
		const track = (state: UploadState): void => {
			if (isOver(state)) active.delete(handle);
			else active.add(handle);
		};
		track(handle.state);
		handle.onChange(track);
		return handle;
	};

	const letGo = (): void => {
		for (const upload of [...active]) upload.abandon();
	};

	return {
		uploadFile(
			file,
			{ generateThumbnail, idempotencyKey, maximumSize, allowedTypes: types = allowedTypes, ...callbacks } = {},
		) {
			// A form alone can say that there should be no thumbnail.
			const formLimit = generateThumbnail === false ? maximumFileSize : Math.min(resumableAbove, maximumFileSize);
			const isResumable = file.size > formLimit;
			const rules = { maximumSize: maximumSize ?? maximumResumableFileSize, allowedTypes: types };
			const refusal = checkUpload(file, rules, filesEndpoints.upload);
			if (refusal !== undefined) return begin(refused(refusal), file.size, callbacks);
			const transfer = isResumable
				? createResumableTransfer(file, { client, records: records(), locks, network, chunkSize, retryDelays })
				: createFileTransfer(file, { client, generateThumbnail, idempotencyKey });
			return begin(transfer, file.size, callbacks);
		},
		uploadFiles(files, { generateThumbnail, maximumSize, allowedTypes: types = allowedTypes, ...callbacks } = {}) {
			const size = files.reduce((sum, file) => sum + file.size, 0);
			const rules = { maximumFiles, maximumSize: maximumSize ?? maximumFileSize, allowedTypes: types };
			const refusal = checkUploads(files, rules, filesEndpoints.uploadMultiple);
			const transfer = refusal ? refused(refusal) : createFilesTransfer(files, { client, generateThumbnail });
			return begin<StoredFile[]>(transfer, size, callbacks);
		},
		listResumable: () => records().list(),
		findResumable: (file) => records().find(fingerprintOf(file, client.addressOf(resumableUploadsPath))),
		async discardResumable(id) {
			const known = records();
			const address = known.addressOf(id);
			if (address === undefined) return;
			try {
				await client.transmit(address, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
			} catch (error) {
				// Whatever has become of it, it is not there any more.
				if (!isGone(error)) throw error;
			}
			known.remove(id);
		},
		letGo,
		forget() {
			letGo();
			if (storage !== undefined) forgetUploads(storage);
		},
	};
};

const isGone = (error: unknown): boolean => [403, 404, 410].includes((error as { status?: number }).status ?? 0);

const refused = (error: unknown): Transfer<never> => ({
	run: () => Promise.reject(error),
	release: () => {},
	discard: () => Promise.resolve(),
});

const browserNetwork: NetworkPort = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	onOnline(callback) {
		globalThis.addEventListener?.('online', callback);
		return () => globalThis.removeEventListener?.('online', callback);
	},
};
