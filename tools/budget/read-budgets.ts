import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileSizes, GroupName } from './figures.ts';

export interface BudgetGroup {
	/** What the limits are there for. */
	why: string;
	/** What is to be reached. A limit that is at the aim is not raised over it but by hand. Default: none. */
	aim?: number;
	/** By page, remote or number of remotes: the most there may be. */
	limits: Record<string, number>;
}

export interface Budgets {
	/** What limits of bytes have above the figure that they were set by, in percent. Requests have none. */
	slackPercent: number;
	groups: Record<GroupName, BudgetGroup>;
}

/** Files by what is made of them, as they were when the budgets were set: tells which of them grew. */
export type KnownFiles = Record<string, FileSizes>;

export const budgetsFile = join(import.meta.dirname, 'budgets.json');
export const knownFilesFile = join(import.meta.dirname, 'known-files.json');

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

export const readBudgets = async (): Promise<Budgets> => (await readJson(budgetsFile)) as Budgets;
export const readKnownFiles = async (): Promise<KnownFiles> => (await readJson(knownFilesFile)) as KnownFiles;
