import type { Api, TransferOptions, UploadFileOptions, UploadHandle, WriteOptions } from '@flotilla/api-client';
import type { StoredFile, UpdateUserBody, User } from '@flotilla/contracts';
import type { ResourceKey } from './cache/resource-key.ts';

/** What pages know of the server's data; one for the life of the page. Everything rejects with an `ApiError`. */
export interface DataCache {
	readonly api: Api;
	/** What is cached under a key; undefined for nothing. */
	read(key: ResourceKey): unknown;
	/** Fetches what will be shown soon, unless it is here. A failure is left to whoever shows it. */
	preload(key: ResourceKey): Promise<void>;
	/** Fetches again what is on screen, or the part of it that `matches` picks. */
	revalidate(matches?: (key: ResourceKey) => boolean): void;
	/** Shows the change at once everywhere; on failure takes back this change and no later one. */
	updateUser(id: string, body: UpdateUserBody, options?: WriteOptions): Promise<User>;
	/** A large one goes in pieces, and on where it was when it was begun before. */
	uploadFile(file: File, options?: TransferOptions): Promise<StoredFile>;
	/** The same, to be paused, resumed and cancelled. */
	startUpload(file: File, options?: UploadFileOptions): Promise<UploadHandle<StoredFile>>;
	/** Deleting what is gone already counts as done. */
	removeFile(id: string): Promise<void>;
	/** Forgets everything, what is on its way included; for a sign-out. */
	clear(): void;
	/** Clears, and lets go of the bus and of SWR's state. */
	dispose(): void;
}
