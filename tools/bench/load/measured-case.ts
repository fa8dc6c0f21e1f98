import type { Comparison } from '../statistics/compare-pairs.ts';
import type { CaseName } from './read-options.ts';
import type { Round, Summary } from './summarize.ts';

export interface MeasuredCase {
	/** How many there were. */
	remotes: number;
	name: CaseName;
	/** When, as ISO 8601. */
	date: string;
	/** One variant against itself, in the same run. */
	gate: Comparison;
	/** Of the order of the variants. */
	seed: number;
	summary: Summary;
	rounds: Round[];
}

/** Those that were measured anew in place of what was known of them, by the number of remotes and as the cases are listed. */
export const addMeasured = (
	known: readonly MeasuredCase[],
	measured: readonly MeasuredCase[],
	order: readonly CaseName[],
): MeasuredCase[] => {
	const keyOf = ({ remotes, name }: MeasuredCase) => `${name} ${remotes}`;
	const all = new Map([...known, ...measured].map((one) => [keyOf(one), one]));
	return [...all.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name) || a.remotes - b.remotes);
};
