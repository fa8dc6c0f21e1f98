import { median } from '../bench/statistics/median.ts';
import type { Audit } from './audit-page.ts';
import type { Device } from './audited-pages.ts';
import { type Budget, budgets } from './budgets.ts';

export type Figures = Omit<Audit, 'complaints'>;

export interface PageSummary {
	page: string;
	device: Device;
	/** Medians of the runs. */
	figures: Figures;
	complaints: string[];
	/** What missed its budget, one sentence each. */
	misses: string[];
}

export interface PageRuns {
	page: string;
	device: Device;
	runs: readonly Audit[];
}

/** Medians of a page's runs, and what of them is not good enough. Throws a `RangeError` without a run. */
export const summarizeAudits = ({ page, device, runs }: PageRuns, budget: Budget = budgets[device]): PageSummary => {
	const middle = (key: keyof Figures) => median(runs.map((run) => run[key]));
	const figures: Figures = {
		performance: middle('performance'),
		accessibility: middle('accessibility'),
		bestPractices: middle('bestPractices'),
		firstPaint: middle('firstPaint'),
		largestPaint: middle('largestPaint'),
		blockingTime: middle('blockingTime'),
		layoutShift: middle('layoutShift'),
		machineIndex: middle('machineIndex'),
	};
	const misses: string[] = [];
	for (const key of ['performance', 'accessibility', 'bestPractices'] as const) {
		if (figures[key] < budget[key]) misses.push(`${names[key]} is ${figures[key]}, at least ${budget[key]} is wanted`);
	}
	if (!(figures.layoutShift < budget.layoutShift))
		misses.push(`layout shift is ${figures.layoutShift}, less than ${budget.layoutShift} is wanted`);
	return { page, device, figures, complaints: [...new Set(runs.flatMap(({ complaints }) => complaints))], misses };
};

const names = { performance: 'performance', accessibility: 'accessibility', bestPractices: 'best practices' } as const;

/** The table of docs/performance.md. */
export const describeAudits = (summaries: readonly PageSummary[]): string =>
	[
		'| page | device | performance | accessibility | best practices | first paint, ms | largest paint, ms | blocked, ms | layout shift | |',
		'|---|---|--:|--:|--:|--:|--:|--:|--:|---|',
		...summaries.map(({ page, device, figures, misses }) => {
			const { performance, accessibility, bestPractices, firstPaint, largestPaint, blockingTime, layoutShift } =
				figures;
			const cells = [performance, accessibility, bestPractices, firstPaint, largestPaint, blockingTime, layoutShift];
			return `| ${page} | ${device} | ${cells.join(' | ')} | ${misses.length === 0 ? 'holds' : '**missed**'} |`;
		}),
	].join('\n');
