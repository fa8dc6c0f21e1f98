import { isApiError, type UploadHandle, type UploadProgress } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import type { StartUpload } from '@flotilla/data-cache';
import type { UploadShelf } from './kept-uploads.ts';
import { checkUpload, type UploadLimits } from './upload-check.model.ts';
import { isFinished, isUnderWay, noProgress, progressOf, type UploadItem, type UploadState } from './upload-item.ts';

/** `spaceLeft` with what is reserved, which the queue takes off. */
export interface QueueLimits extends UploadLimits {
	/** Bytes that the server keeps free for uploads that have begun, here or elsewhere. Default 0. */
	reserved?: number | undefined;
}

/** Files on their way to the server; lives as long as the remote, so leaving the page does not stop an upload. */
export interface UploadQueue {
	/** The same array until something changes. */
	items(): readonly UploadItem[];
	subscribe(listener: () => void): () => void;
	/** Checks each file and sends those that pass, a few at a time. */
	add(files: readonly File[], upload: StartUpload, limits?: QueueLimits): void;
	/** Goes on with what this person had under way when the page was left. Once a life. */
	restore(userId: string, upload: StartUpload): Promise<void>;
	pause(id: string): void;
	resume(id: string): void;
	/** Sends a failed one again, from where it was. */
	retry(id: string): void;
	/** Stops it if it is on its way, lets the server forget what it has of it, and forgets it. */
	remove(id: string): void;
	pauseAll(): void;
	resumeAll(): void;
	/** All that failed and may succeed. */
	retryAll(): void;
	/** Stops and forgets all that are not through. */
	cancelAll(): void;
	/** Forgets all that are through, well or not. */
	clearFinished(): void;
	/** Ids of those whose end somebody has seen or was told of: it is news once, wherever it is told. */
	readonly seen: Set<string>;
	/** Whom to tell when the last one on its way has ended; the one before is told no more. Null: nobody. */
	tellIdle(listener: ((items: readonly UploadItem[]) => void) | null): void;
	/** Stops everything in this page. What is kept for another visit stays kept. */
	stop(): void;
}

export interface UploadQueueOptions {
	/** Ends the queue: everything is stopped. */
	signal: AbortSignal;
	/** Where what is under way outlives the page. */
	shelf: UploadShelf;
	/** Uploads at a time. Default 3. */
	concurrency?: number;
}

interface Entry extends UploadItem {
	upload: StartUpload;
	abort: AbortController;
	/** Its handle is here, or on its way. */
	isBegun: boolean;
	handle?: UploadHandle<StoredFile>;
}

export const createUploadQueue = ({ signal, shelf, concurrency = 3 }: UploadQueueOptions): UploadQueue => {
	let entries: readonly Entry[] = [];
	let restored: string | null = null;
	let onIdle: ((items: readonly UploadItem[]) => void) | null = null;
	const listeners = new Set<() => void>();

	const replace = (next: readonly Entry[]): void => {
		const wasBusy = entries.some(isUnderWay);
		entries = next;
		for (const listener of [...listeners]) listener();
		if (wasBusy && next.length > 0 && !next.some(isUnderWay)) onIdle?.(next);
	};
	const find = (id: string): Entry | undefined => entries.find((entry) => entry.id === id);
	const change = (id: string, changes: Partial<Entry>): void =>
		replace(entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)));
	const setState = (id: string, state: UploadState): void => change(id, { state });
	const progressNow = (id: string): UploadProgress => {
		const entry = find(id);
		return entry === undefined ? noProgress({ size: 0 }) : progressOf(entry);
	};

	const move = (id: string, progress: UploadProgress): void => {
		const state = find(id)?.state;
		// A last one may come after the end.
		if (state?.status !== 'uploading') return;
		const isNews = progress.percentage !== state.progress.percentage || state.progress.bytesPerSecond === null;
		if (isNews) setState(id, { status: 'uploading', progress });
	};
	const succeed = (id: string, stored: StoredFile): void => {
		shelf.remove(id);
		setState(id, { status: 'done', stored });
		sendNext();
	};
	const fail = (id: string, error: unknown): void => {
		if (find(id) === undefined) return;
		// What the server will never take is not tried again on the next visit.
		if (!canRetry(error)) shelf.remove(id);
		setState(id, { status: 'failed', error, progress: progressNow(id) });
		sendNext();
	};

	const begin = async ({ id, file, upload, abort }: Entry): Promise<void> => {
		change(id, { isBegun: true });
		try {
			const handle = await upload(file, {
				idempotencyKey: id,
				signal: abort.signal,
				onProgress: (progress) => move(id, progress),
				onSuccess: (stored) => succeed(id, stored),
				onError: (error) => fail(id, error),
			});
			handle.onChange((state) => {
				const status = find(id)?.state.status;
				if (state === 'waiting') setState(id, { status: 'offline', progress: progressNow(id) });
				if (state === 'uploading' && status === 'offline')
					setState(id, { status: 'uploading', progress: progressNow(id) });
			});
			if (find(id) === undefined) return;
			change(id, { handle });
			// Somebody may have paused it while its code was on its way.
			if (find(id)?.state.status === 'paused') handle.pause();
		} catch (error) {
			// The code of the uploads did not arrive.
			change(id, { isBegun: false });
			fail(id, error);
		}
	};

	const send = (entry: Entry): void => {
		setState(entry.id, { status: 'uploading', progress: progressOf(entry) });
		if (entry.handle?.state === 'paused') entry.handle.resume();
		else if (entry.handle?.state === 'failed') entry.handle.retry().catch(() => undefined);
		else if (!entry.isBegun) void begin(entry);
	};

	const sendNext = (): void => {
		const busy = entries.filter(({ state }) => state.status === 'uploading' || state.status === 'offline').length;
		const waiting = entries.filter(({ state }) => state.status === 'waiting');
		for (const entry of waiting.slice(0, Math.max(0, concurrency - busy))) send(entry);
	};

	const pause = (entry: Entry): void => {
		if (!isUnderWay(entry)) return;
		setState(entry.id, { status: 'paused', progress: progressOf(entry) });
		entry.handle?.pause();
		shelf.setPaused(entry.id, true);
	};
	const wait = (entry: Entry): void => {
		setState(entry.id, { status: 'waiting', progress: progressOf(entry) });
		shelf.setPaused(entry.id, false);
	};
	const each = (chosen: (entry: Entry) => boolean, act: (entry: Entry) => void): void => {
		for (const entry of entries.filter(chosen)) act(entry);
		sendNext();
	};
	const drop = (leaves: (entry: Entry) => boolean): void => {
		const leaving = entries.filter(leaves);
		replace(entries.filter((entry) => !leaves(entry)));
		for (const { id, abort, handle } of leaving) {
			if (handle === undefined) abort.abort();
			else void handle.cancel();
			shelf.remove(id);
		}
		sendNext();
	};
	const has =
		(id: string) =>
		(entry: Entry): boolean =>
			entry.id === id;

	const stop = (): void => {
		for (const { abort } of entries) abort.abort();
		replace([]);
		restored = null;
		shelf.release();
	};

	signal.addEventListener('abort', stop, { once: true });
	return {
		items: () => entries,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		add(files, upload, { reserved = 0, spaceLeft = Number.POSITIVE_INFINITY, ...limits } = {}) {
			if (signal.aborted) return;
			// What waits here already will need its part of the space. What of it has begun is reserved as well: no sum, or
			// it would be taken off twice. The server has the last word.
			const needed = entries.reduce((sum, item) => (isFinished(item) ? sum : sum + item.file.size), 0);
			let room = spaceLeft - Math.max(needed, reserved);
			const added = files.map((file): Entry => {
				const refusal = checkUpload(file, { ...limits, spaceLeft: Math.max(0, room) });
				if (refusal === null) room -= file.size;
				const state: UploadState =
					refusal === null ? { status: 'waiting', progress: noProgress(file) } : { status: 'refused', refusal };
				return toEntry(crypto.randomUUID(), file, state, upload);
			});
			replace([...entries, ...added]);
			for (const { id, file, state } of added) if (state.status === 'waiting') shelf.keep({ id, file });
			sendNext();
		},
		async restore(userId, upload) {
			if (restored === userId) return;
			restored = userId;
			const kept = await shelf.open(userId);
			if (signal.aborted || restored !== userId) return;
			const missing = kept.filter(({ id }) => find(id) === undefined);
			const added = missing.map(({ id, file, isPaused }): Entry => {
				const state: UploadState = { status: isPaused ? 'paused' : 'waiting', progress: noProgress(file) };
				return toEntry(id, file, state, upload);
			});
			if (added.length > 0) replace([...added, ...entries]);
			sendNext();
		},
		pause: (id) => each(has(id), pause),
		resume: (id) => each((entry) => entry.id === id && entry.state.status === 'paused', wait),
		retry: (id) => each((entry) => entry.id === id && entry.state.status === 'failed', wait),
		remove: (id) => drop(has(id)),
		pauseAll: () => each(isUnderWay, pause),
		resumeAll: () => each(({ state }) => state.status === 'paused', wait),
		retryAll: () => each(({ state }) => state.status === 'failed' && canRetry(state.error), wait),
		cancelAll: () => drop((entry) => !isFinished(entry)),
		clearFinished: () => drop(isFinished),
		seen: new Set(),
		tellIdle(listener) {
			onIdle = listener;
		},
		stop,
	};
};

const toEntry = (id: string, file: File, state: UploadState, upload: StartUpload): Entry => ({
	id,
	file,
	state,
	upload,
	abort: new AbortController(),
	isBegun: false,
});

/** Whether sending the very same bytes again can end differently. */
export const canRetry = (error: unknown): boolean =>
	!isApiError(error) ||
	error.status < 400 ||
	error.status >= 500 ||
	error.status === 429 ||
	error.status === 401 ||
	error.code === 'UPLOAD_BUSY';
