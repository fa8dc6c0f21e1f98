import type { Page } from 'playwright-core';

/** Milliseconds. What the browser does not tell of takes less than this; an interaction counts for at least as much. */
export const shortestTold = 16;

export interface WatchedInteractions {
	/** Forgets what was until now. */
	begin(): Promise<void>;
	/** Milliseconds of each interaction since `begin`, from the input to the next paint, the slowest event of each. */
	durations(): Promise<number[]>;
}

/** Listens to the browser's own measure of interactions (Event Timing) on this page, from its next load on. */
export const watchInteractions = async (page: Page): Promise<WatchedInteractions> => {
	await page.addInitScript(observe, shortestTold);
	return {
		begin: () => page.evaluate(() => (globalThis as unknown as Watched).flotillaInteractions.clear()),
		durations: () => page.evaluate(() => [...(globalThis as unknown as Watched).flotillaInteractions.values()]),
	};
};

interface Watched {
	/** Milliseconds by the interaction's id. */
	flotillaInteractions: Map<number, number>;
}

/** Runs in the page, before anything of its own. */
const observe = (durationThreshold: number): void => {
	const durations = new Map<number, number>();
	(globalThis as unknown as Watched).flotillaInteractions = durations;
	const observer = new PerformanceObserver((list) => {
		for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
			// A key that is held down, a pointer that moves: no interaction.
			if (entry.interactionId === 0) continue;
			durations.set(entry.interactionId, Math.max(durations.get(entry.interactionId) ?? 0, entry.duration));
		}
	});
	observer.observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
};
