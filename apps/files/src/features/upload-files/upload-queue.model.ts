import type { StoredFile } from '@flotilla/contracts';
import type { UploadFile } from '@flotilla/data-cache';
import { checkUpload, type UploadRefusal } from './upload-check.model.ts';

export type UploadState =
	| { status: 'waiting' }
	/** `percentage`: 0 to 100, whole. */
	| { status: 'uploading'; percentage: number }
	| { status: 'done'; file: StoredFile }
	| { status: 'failed'; error: unknown }
	| { status: 'refused'; refusal: UploadRefusal };

export interface UploadItem {
	/** Unique in its queue. */
	id: string;
	file: File;
	state: UploadState;
}

/** Files on their way to the server; lives as long as the remote, so leaving the page does not stop an upload. */
export interface UploadQueue {
	/** The same array until something changes. */
	items(): readonly UploadItem[];
	subscribe(listener: () => void): () => void;
	/** Checks each file and sends those that pass, a few at a time. */
	add(files: readonly File[], upload: UploadFile): void;
	/** Sends a failed one again. */
	retry(id: string): void;
	/** Stops it if it is on its way, and forgets it. */
	remove(id: string): void;
	/** Forgets all that are through, well or not. */
	clearFinished(): void;
	/** Stops and forgets everything. */
	clear(): void;
}

export interface UploadQueueOptions {
	/** Ends the queue: everything is stopped and forgotten. */
	signal: AbortSignal;
	/** Uploads at a time. Default 3. */
	concurrency?: number;
}

interface Entry extends UploadItem {
	upload: UploadFile;
	abort: AbortController;
}

export const isFinished = ({ state }: UploadItem): boolean =>
	state.status !== 'waiting' && state.status !== 'uploading';

export const createUploadQueue = ({ signal, concurrency = 3 }: UploadQueueOptions): UploadQueue => {
	let entries: readonly Entry[] = [];
	let nextId = 1;
	const listeners = new Set<() => void>();

	const replace = (next: readonly Entry[]): void => {
		entries = next;
		for (const listener of [...listeners]) listener();
	};
	const setState = (id: string, state: UploadState): void =>
		replace(entries.map((entry) => (entry.id === id ? { ...entry, state } : entry)));

	const send = async ({ id, file, upload, abort }: Entry): Promise<void> => {
		setState(id, { status: 'uploading', percentage: 0 });
		try {
			const stored = await upload(file, {
				signal: abort.signal,
				onProgress: ({ percentage }) => {
					// A last progress event may come after the end.
					if (find(id)?.state.status === 'uploading') setState(id, { status: 'uploading', percentage });
				},
			});
			setState(id, { status: 'done', file: stored });
		} catch (error) {
			setState(id, { status: 'failed', error });
		}
		sendNext();
	};

	const sendNext = (): void => {
		const free = concurrency - entries.filter(({ state }) => state.status === 'uploading').length;
		const waiting = entries.filter(({ state }) => state.status === 'waiting');
		for (const entry of waiting.slice(0, Math.max(0, free))) void send(entry);
	};

	const find = (id: string): Entry | undefined => entries.find((entry) => entry.id === id);

	const drop = (leaves: (entry: Entry) => boolean): void => {
		for (const entry of entries) if (leaves(entry)) entry.abort.abort();
		replace(entries.filter((entry) => !leaves(entry)));
		sendNext();
	};

	const queue: UploadQueue = {
		items: () => entries,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		add: (files, upload) => {
			if (signal.aborted) return;
			const added = files.map((file): Entry => {
				const refusal = checkUpload(file);
				const state: UploadState = refusal === null ? { status: 'waiting' } : { status: 'refused', refusal };
				return { id: String(nextId++), file, state, upload, abort: new AbortController() };
			});
			replace([...entries, ...added]);
			sendNext();
		},
		retry: (id) => {
			if (find(id)?.state.status !== 'failed') return;
			setState(id, { status: 'waiting' });
			sendNext();
		},
		remove: (id) => drop((entry) => entry.id === id),
		clearFinished: () => drop(isFinished),
		clear: () => drop(() => true),
	};
	signal.addEventListener('abort', queue.clear, { once: true });
	return queue;
};
