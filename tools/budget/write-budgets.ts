import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBetweenMarkers } from '../bench/write-between-markers.ts';
import { root } from '../suite/build-apps.ts';
import { checkBudgets } from './check-budgets.ts';
import { describeFigures } from './describe-figures.ts';
import type { Figure } from './figures.ts';
import { budgetsFile, knownFilesFile, readBudgets } from './read-budgets.ts';
import { knownFilesOf, updateBudgets } from './update-budgets.ts';

/** Sets the budgets to these figures, and writes down what they are made of. */
export const writeBudgets = async (figures: readonly Figure[]): Promise<void> => {
	const budgets = updateBudgets(figures, await readBudgets());
	const known = knownFilesOf(figures);
	const writeJson = (file: string, content: unknown) => writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
	await writeJson(budgetsFile, budgets);
	await writeJson(knownFilesFile, known);
	const page = join(root, 'docs/performance.md');
	const tables = describeFigures(checkBudgets(figures, budgets, known));
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), 'budgets', tables));
};
