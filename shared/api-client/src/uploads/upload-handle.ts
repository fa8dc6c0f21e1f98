import { type ApiError, isApiError } from '../error/api-error.ts';
import { clientError } from '../error/to-api-error.ts';
import type { Transfer } from './transfer.ts';
import type { ProgressMeter, UploadProgress } from './upload-progress.ts';

/** `waiting`: for the device to come back to a network; it then goes on by itself. */
export type UploadState = 'uploading' | 'waiting' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface UploadCallbacks<T> {
	/** Cancels it. */
	signal?: AbortSignal | undefined;
	onProgress?: ((progress: UploadProgress) => void) | undefined;
	onSuccess?: ((result: T) => void) | undefined;
	/** After each failure that ends it, refusals before sending included; not when it is cancelled. */
	onError?: ((error: ApiError) => void) | undefined;
}

/** An upload under way. */
export interface UploadHandle<T> {
	readonly state: UploadState;
	readonly progress: UploadProgress;
	/** Of the last failure. */
	readonly error: ApiError | undefined;
	/** Settles when it is through; rejects with an `ApiError`, `ABORTED` when cancelled. After `retry` it is another. */
	readonly result: Promise<T>;
	/** Stops it until `resume`. What the server has of a resumable one stays there. */
	pause(): void;
	/** Goes on where it was; one that is not resumable begins again. */
	resume(): void;
	/** After a failure: goes on where it was. */
	retry(): Promise<T>;
	/** Stops it for good; the server forgets what it has of it. */
	cancel(): Promise<void>;
	/** Told after each change of the state. */
	onChange(listener: (state: UploadState) => void): () => void;
}

/** What the service may do beyond that. */
export interface OwnedUpload<T> extends UploadHandle<T> {
	/** Cancels it here, without a word to the server. */
	abandon(): void;
}

export interface NetworkPort {
	isOnline(): boolean;
	onOnline(callback: () => void): () => void;
}

interface Options<T> extends UploadCallbacks<T> {
	transfer: Transfer<T>;
	meter: ProgressMeter;
	network: NetworkPort;
}

export const isOver = (state: UploadState): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

const request = { method: 'POST', path: '/files' };

export const createUploadHandle = <T>({
	transfer,
	meter,
	network,
	signal,
	onProgress,
	onSuccess,
	onError,
}: Options<T>): OwnedUpload<T> => {
	const listeners = new Set<(state: UploadState) => void>();
	let state: UploadState = 'uploading';
	let error: ApiError | undefined;
	let outcome = Promise.withResolvers<T>();
	/** Of the attempt under way; one that was stopped tells nothing any more. */
	let attempt = new AbortController();
	let stopWaiting = (): void => {};

	const setState = (next: UploadState): void => {
		state = next;
		for (const listener of [...listeners]) listener(next);
	};
	/** Whoever is told by `onError` need not hear the promise as well. */
	const renewOutcome = (): void => {
		outcome = Promise.withResolvers<T>();
		outcome.promise.catch(() => {});
	};

	const stop = (): void => {
		stopWaiting();
		attempt.abort();
	};
	const end = (next: 'done' | 'failed' | 'cancelled'): void => {
		transfer.release();
		signal?.removeEventListener('abort', cancelBySignal);
		setState(next);
	};

	const fail = (cause: unknown): void => {
		error = isApiError(cause) ? cause : clientError('NETWORK_ERROR', request, { cause });
		if (error.category === 'network' && !network.isOnline()) {
			stopWaiting = network.onOnline(() => {
				stopWaiting();
				void send();
			});
			setState('waiting');
			return;
		}
		end('failed');
		outcome.reject(error);
		onError?.(error);
	};

	const send = async (): Promise<void> => {
		attempt = new AbortController();
		const mine = attempt.signal;
		meter.restart();
		setState('uploading');
		try {
			const result = await transfer.run(mine, (loaded) => {
				if (!mine.aborted) onProgress?.(meter.read(loaded));
			});
			if (mine.aborted) return;
			end('done');
			outcome.resolve(result);
			onSuccess?.(result);
		} catch (cause) {
			if (!mine.aborted) fail(cause);
		}
	};

	const abandon = (): void => {
		if (isOver(state)) return;
		stop();
		end('cancelled');
		outcome.reject(clientError('ABORTED', request, { cause: signal?.reason }));
	};
	const cancel = async (): Promise<void> => {
		const wasFailed = state === 'failed';
		if (state === 'done' || state === 'cancelled') return;
		abandon();
		if (wasFailed) setState('cancelled');
		await transfer.discard();
	};
	const cancelBySignal = (): void => void cancel();

	const begin = (): void => {
		renewOutcome();
		signal?.addEventListener('abort', cancelBySignal, { once: true });
		if (signal?.aborted === true) abandon();
		else void send();
	};
	begin();

	return {
		get state() {
			return state;
		},
		get progress() {
			return meter.progress;
		},
		get error() {
			return error;
		},
		get result() {
			return outcome.promise;
		},
		pause() {
			if (state !== 'uploading' && state !== 'waiting') return;
			stop();
			setState('paused');
		},
		resume() {
			if (state === 'paused') void send();
		},
		retry() {
			if (state === 'failed') begin();
			return outcome.promise;
		},
		cancel,
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		abandon,
	};
};
