import type { Comparison } from '../statistics/compare-pairs.ts';
import { type CaseName, caseNames } from './read-options.ts';
import type { Round, Summary } from './summarize.ts';

export interface Machine {
	processor: string;
	cores: number;
	/** Versions. */
	node: string;
	chromium: string;
}

export interface MeasuredCase {
	/** How many there were. */
	remotes: number;
	name: CaseName;
	/** When, as ISO 8601. */
	date: string;
	machine: Machine;
	/** One variant against itself, in the same run. */
	gate: Comparison;
	/** Of the order of the variants. */
	seed: number;
	summary: Summary;
	rounds: Round[];
}

/** With one that was measured, in place of what was known of it; as cases are listed, and by the number of remotes. */
export const addMeasured = (known: readonly MeasuredCase[], measured: MeasuredCase): MeasuredCase[] =>
	[...known.filter(({ name, remotes }) => name !== measured.name || remotes !== measured.remotes), measured].sort(
		(a, b) => caseNames.indexOf(a.name) - caseNames.indexOf(b.name) || a.remotes - b.remotes,
	);
