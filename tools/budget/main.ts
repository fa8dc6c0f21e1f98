// `npm run budget`: holds what a person downloads for a page against budgets. Read with docs/performance.md.
import { buildApps } from '../suite/build-apps.ts';
import { explainPages } from './describe-budgets.ts';
import { readKnownFiles } from './read-budgets.ts';
import { OptionsError, readOptions, usage } from './read-options.ts';
import { runBudgets } from './run-budgets.ts';
import { writeBudgets } from './write-budgets.ts';

const run = async (args: readonly string[]): Promise<number> => {
	const { update, explain, help } = readOptions(args);
	if (help) {
		console.log(usage);
		return 0;
	}
	console.log('Building the suite ...');
	await buildApps();
	const { verdicts, failures } = await runBudgets();
	if (explain) console.log(`\n${explainPages(verdicts, await readKnownFiles())}`);
	if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
	if (!update) return failures.length === 0 ? 0 : 1;
	await writeBudgets(verdicts);
	console.log('\nWrote tools/budget/budgets.json, tools/budget/known-files.json and docs/performance.md.');
	return 0;
};

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof OptionsError)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}
