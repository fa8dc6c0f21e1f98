import type { Clock } from './clock.ts';
import type { PageLifecycle } from './page-lifecycle.ts';

/** Notices that the leader no longer answers, though the browser still counts it among the living. */
export interface LeaseWatch {
	start(): void;
	/** The leader gave a sign of life. */
	heard(): void;
	stop(): void;
}

/**
 * Asks every `interval` ms while the tab is visible; the answer comes from a message handler, which
 * runs in hidden tabs, too, where timers are held back. Calls `onSilent` when nothing came for `lease` ms.
 */
export const createLeaseWatch = ({
	clock,
	random,
	lifecycle,
	interval,
	lease,
	ask,
	onSilent,
}: {
	clock: Clock;
	random: () => number;
	lifecycle: PageLifecycle;
	interval: number;
	lease: number;
	ask: () => void;
	onSilent: () => void;
}): LeaseWatch => {
	/** Milliseconds over which the tabs that noticed are spread, so that the first is heard by the others. */
	const spread = lease / 10;
	let askedAt: number | null = null;
	let tickedAt = 0;
	let timer: unknown;
	let takeover: unknown;
	let running = false;

	const heard = (): void => {
		askedAt = null;
		clock.clearTimeout(takeover);
		takeover = undefined;
	};
	const tick = (): void => {
		const now = clock.now();
		// This tab stood still itself: the answers may be waiting behind this very timer.
		if (now - tickedAt > 2 * interval) heard();
		tickedAt = now;
		if (!lifecycle.isVisible()) heard();
		else {
			if (askedAt !== null && now - askedAt >= lease) takeover ??= clock.setTimeout(onSilent, random() * spread);
			askedAt ??= now;
			ask();
		}
		timer = clock.setTimeout(tick, interval);
	};
	const stop = (): void => {
		running = false;
		heard();
		clock.clearTimeout(timer);
		stopListening();
		stopListening = () => {};
	};
	let stopListening = (): void => {};

	return {
		start() {
			if (running) return;
			running = true;
			tickedAt = clock.now();
			stopListening = lifecycle.onVisible(() => {
				clock.clearTimeout(timer);
				tick();
			});
			tick();
		},
		heard,
		stop,
	};
};
