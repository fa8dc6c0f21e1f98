import { isUnderWay, progressOf, type UploadItem } from './upload-item.ts';

/** How far a queue is as a whole. */
export interface UploadTotals {
	/** 0 to 100, whole; 100 when nothing is left to send. */
	percentage: number;
	/** Of all that move; null until that can be said. */
	bytesPerSecond: number | null;
	/** For all that is on its way, at that rate; null while there is none. */
	secondsLeft: number | null;
}

/** What was refused or failed takes no part: nobody waits for it. */
export const totalUploads = (items: readonly UploadItem[]): UploadTotals => {
	let loaded = 0;
	let total = 0;
	let left = 0;
	let rate: number | null = null;
	for (const item of items) {
		if (item.state.status === 'refused' || item.state.status === 'failed') continue;
		const progress = progressOf(item);
		loaded += progress.loaded;
		total += progress.total;
		if (isUnderWay(item)) left += progress.total - progress.loaded;
		if (item.state.status === 'uploading' && progress.bytesPerSecond !== null)
			rate = (rate ?? 0) + progress.bytesPerSecond;
	}
	return {
		percentage: total === 0 ? 100 : Math.floor((Math.min(loaded, total) / total) * 100),
		bytesPerSecond: rate,
		secondsLeft: rate === null || rate === 0 || left === 0 ? null : left / rate,
	};
};
