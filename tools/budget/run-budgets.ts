import type { Outcome } from '../test/read-report.ts';
import { checkBudgets, findSlackBudgets, findStrayBudgets, type Verdict } from './check-budgets.ts';
import { describeVerdicts } from './describe-budgets.ts';
import { measureFigures } from './measure-figures.ts';
import { readBudgets, readKnownFiles } from './read-budgets.ts';

export interface BudgetRun extends Outcome {
	verdicts: Verdict[];
}

/** Measures what was built, prints every figure, and counts those within their budget. Each failure is a sentence. */
export const runBudgets = async (): Promise<BudgetRun> => {
	const budgets = await readBudgets();
	const figures = await measureFigures();
	const verdicts = checkBudgets(figures, budgets, await readKnownFiles());
	console.log(describeVerdicts(verdicts));
	const slack = findSlackBudgets(verdicts);
	if (slack.length > 0) {
		console.log(`${slack.length} budgets are wider than what they are for: npm run budget -- --update takes them in.`);
	}
	const objections = verdicts.flatMap(({ objection }) => objection ?? []);
	return {
		verdicts,
		passed: verdicts.length - objections.length,
		failures: [...objections, ...findStrayBudgets(figures, budgets)],
	};
};
