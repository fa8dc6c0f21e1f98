import type { Clock } from './clock.ts';

export interface Heartbeat {
	/** Whatever comes in proves that the peer is alive. */
	heard(): void;
	stop(): void;
}

/** Beats every `interval` ms; calls `onLost` once, when two beats in a row went by without a sound. */
export const startHeartbeat = ({
	interval,
	clock,
	beat,
	onLost,
}: {
	interval: number;
	clock: Clock;
	beat: () => void;
	onLost: () => void;
}): Heartbeat => {
	let silentBeats = 0;
	let timer: unknown;
	const tick = (): void => {
		if (silentBeats >= 2) {
			onLost();
			return;
		}
		silentBeats += 1;
		beat();
		timer = clock.setTimeout(tick, interval);
	};
	timer = clock.setTimeout(tick, interval);
	return {
		heard: () => {
			silentBeats = 0;
		},
		stop: () => clock.clearTimeout(timer),
	};
};
