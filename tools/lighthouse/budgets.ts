import type { Device } from './audited-pages.ts';

export interface Budget {
	/** Scores from 0 to 100, the least that is accepted. */
	performance: number;
	accessibility: number;
	bestPractices: number;
	/** Cumulative layout shift; has to stay below. */
	layoutShift: number;
}

/** What each page has to reach on each device, by the median of its runs. */
export const budgets: Record<Device, Budget> = {
	desktop: { performance: 95, accessibility: 100, bestPractices: 100, layoutShift: 0.02 },
	mobile: { performance: 90, accessibility: 100, bestPractices: 100, layoutShift: 0.02 },
};
