import type { Api, TransferOptions, UploadFileOptions, UploadHandle, Uploads } from '@flotilla/api-client';
import type { StoredFile, UpdateUserBody, User } from '@flotilla/contracts';
import type { CachedEntry, InspectedEntry } from './cache/cached-entry.ts';
import type { QueuedWrites } from './cache/queued-writes.ts';
import type { ResourceKey } from './cache/resource-key.ts';
import type { RowDefinition } from './resource/row-definition.ts';
import type { RowWrites, VersionedWriteOptions } from './writes/row-writes.ts';
import type { Together } from './writes/together.ts';

/** A row resource as one cache runs it. */
export interface ResourceHandle extends RowWrites {
	/** Fetches what comes after the last row of a growing list; at its end it does nothing. */
	loadMore(key: ResourceKey): Promise<void>;
}

/** What pages know of the server's data; one for the life of the page. Everything rejects with an `ApiError`. */
export interface DataCache extends Together {
	readonly api: Api;
	/** What an outbox shows through the cache. */
	readonly queued: QueuedWrites;
	/**
	 * Runs a resource here. Asked again with the same name by the same owner it is the same resource, by a newer
	 * definition if it is another one. Throws `ResourceError` RESOURCE_OWNED when the name belongs to somebody else.
	 */
	resource(definition: RowDefinition): ResourceHandle;
	/** Forgets the resources of a remote with all their data and open writes, and frees their names. */
	purge(owner: string): void;
	/** What is shown under a key; undefined for nothing. */
	read<T>(key: ResourceKey<T>): T | undefined;
	/** Whether what is cached needs no fetch: within its time, or kept up by events, and not overtaken by any. */
	isFresh(key: ResourceKey): boolean;
	/** Fetches what will be shown soon, unless it is here and fresh. A failure is left to whoever shows it. */
	preload(key: ResourceKey): Promise<void>;
	/**
	 * Says that somebody looks at a key, until they call what is returned. With `giveUp` (default false) a fetch that
	 * nobody looks at any longer is given up then: for lists of which one page follows another faster than they arrive.
	 */
	watch(key: ResourceKey, options?: { giveUp?: boolean }): () => void;
	/** Fetches again what is on screen, or the part of it that `matches` picks; the rest when it is next shown. */
	revalidate(matches?: (key: ResourceKey) => boolean): void;
	/** Shows the change at once everywhere; on failure takes back this change and no later one. */
	updateUser(id: string, body: UpdateUserBody, options?: VersionedWriteOptions): Promise<User>;
	/** A large one goes in pieces, and on where it was when it was begun before. */
	uploadFile(file: File, options?: TransferOptions): Promise<StoredFile>;
	/** The same, to be paused, resumed and cancelled. */
	startUpload(file: File, options?: UploadFileOptions): Promise<UploadHandle<StoredFile>>;
	/** The upload service, for what is unfinished; rejects when its code does not arrive, or there is none. */
	loadUploads(): Promise<Uploads>;
	/** It leaves the lists at once. Deleting what is gone already counts as done. */
	removeFile(id: string): Promise<void>;
	/** What the server said, without what is only shown: to be kept for the next visit. */
	entries(): readonly CachedEntry[];
	/**
	 * Shows what an earlier visit kept, until it is fetched anew. What is known already is left alone; with `isLate`
	 * (default false) so is what is being fetched, which would only flicker.
	 */
	restore(entries: Iterable<CachedEntry>, options?: { isLate?: boolean }): void;
	/** Whether what is shown under a key was kept by an earlier visit, and has not been fetched since. */
	isRestored(key: ResourceKey): boolean;
	/** Called when that changes for any key. Returns its end. */
	onRestoredChange(callback: () => void): () => void;
	/** Hears of keys whose confirmed data changed. Returns its end. */
	onChange(listener: (key: ResourceKey) => void): () => void;
	/** Every key that anything is known under, as it stands now; for developers' tools. */
	inspect(): readonly InspectedEntry[];
	/** Forgets what is known under a key. What is on screen of it is fetched again. */
	drop(key: ResourceKey): void;
	/** Forgets everything, what is on its way included; for a sign-out. */
	clear(): void;
	/** Clears, and lets go of the bus and of SWR's state. */
	dispose(): void;
}
