import type { CaseName } from './read-options.ts';
import type { Round, Summary } from './summarize.ts';

export interface MeasuredCase {
	/** How many there were. */
	remotes: number;
	name: CaseName;
	summary: Summary;
	rounds: Round[];
}
