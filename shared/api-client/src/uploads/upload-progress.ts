import type { TransferProgress } from '../client-types.ts';

export interface UploadProgress extends TransferProgress {
	/** Over the last five seconds; null until that can be said. */
	bytesPerSecond: number | null;
	/** At that rate; null while there is none. */
	secondsLeft: number | null;
}

export interface ProgressMeter {
	/** The last reading. */
	readonly progress: UploadProgress;
	/** @param loaded bytes that have left the device so far. */
	read(loaded: number): UploadProgress;
	/** Measures the rate anew, as after a pause. */
	restart(): void;
}

/** Milliseconds. */
const window = 5000;
/** Milliseconds that have to be seen before a rate means something. */
const minimumSeen = 200;

/** @param now milliseconds on any clock that does not jump. */
export const createProgressMeter = (total: number, now: () => number): ProgressMeter => {
	let samples: { at: number; loaded: number }[] = [];
	let progress: UploadProgress = { loaded: 0, total, percentage: 0, bytesPerSecond: null, secondsLeft: null };

	return {
		get progress() {
			return progress;
		},
		read(loaded) {
			const at = now();
			// What was sent and not kept has to be sent again: the rate is then measured from there.
			if (loaded < progress.loaded) samples = [];
			samples = [...samples.filter((sample) => at - sample.at <= window), { at, loaded }];
			const first = samples[0] as { at: number; loaded: number };
			const seen = at - first.at;
			const bytesPerSecond = seen < minimumSeen ? null : ((loaded - first.loaded) / seen) * 1000;
			progress = {
				loaded,
				total,
				percentage: total === 0 ? 0 : Math.floor((Math.min(loaded, total) / total) * 100),
				bytesPerSecond,
				secondsLeft: bytesPerSecond === null || bytesPerSecond === 0 ? null : (total - loaded) / bytesPerSecond,
			};
			return progress;
		},
		restart() {
			samples = [];
			progress = { ...progress, bytesPerSecond: null, secondsLeft: null };
		},
	};
};
