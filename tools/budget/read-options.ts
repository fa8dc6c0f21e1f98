import { parseArgs } from 'node:util';

export interface BudgetOptions {
	/** Whether the budgets are set to what is measured. */
	update: boolean;
	/** Whether the largest files of each page are listed. */
	explain: boolean;
	help: boolean;
}

/** The command line cannot be followed; the message says why. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

export const usage = `npm run budget: holds what a person downloads against tools/budget/budgets.json.

  --explain  lists the largest files of each page, and what they were when the budgets were set
  --update   sets the budgets to what is measured, and writes docs/performance.md: commit it, and say what the growth is for

Ends with 1 when a budget is exceeded.`;

/** Reads `--update`, `--explain` and `--help`. Throws an `OptionsError`. */
export const readOptions = (args: readonly string[]): BudgetOptions => {
	try {
		return parseArgs({
			args: [...args],
			options: {
				update: { type: 'boolean', default: false },
				explain: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}).values;
	} catch (cause) {
		throw new OptionsError(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`, { cause });
	}
};
