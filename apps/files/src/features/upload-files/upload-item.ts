import type { UploadProgress } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import type { UploadRefusal } from './upload-check.model.ts';

export type UploadState =
	/** For its turn. */
	| { status: 'waiting'; progress: UploadProgress }
	| { status: 'uploading'; progress: UploadProgress }
	/** The device has no network: it goes on by itself. */
	| { status: 'offline'; progress: UploadProgress }
	/** Until somebody resumes it. */
	| { status: 'paused'; progress: UploadProgress }
	| { status: 'done'; stored: StoredFile }
	| { status: 'failed'; error: unknown; progress: UploadProgress }
	/** Not even sent. */
	| { status: 'refused'; refusal: UploadRefusal };

export interface UploadItem {
	/** Unique everywhere: it is its `Idempotency-Key`, too. */
	id: string;
	file: File;
	state: UploadState;
}

/** On its way, or meant to be. */
export const isUnderWay = ({ state: { status } }: UploadItem): boolean =>
	status === 'waiting' || status === 'uploading' || status === 'offline';

/** Nothing more happens to it by itself or by resuming it. */
export const isFinished = (item: UploadItem): boolean => !isUnderWay(item) && item.state.status !== 'paused';

export const noProgress = (file: Pick<File, 'size'>): UploadProgress => ({
	loaded: 0,
	total: file.size,
	percentage: 0,
	bytesPerSecond: null,
	secondsLeft: null,
});

export const progressOf = ({ file, state }: UploadItem): UploadProgress => {
	if ('progress' in state) return state.progress;
	const none = noProgress(file);
	return state.status === 'done' ? { ...none, loaded: file.size, percentage: 100 } : none;
};
