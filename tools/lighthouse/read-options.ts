import { parseArgs } from 'node:util';
import { type AuditedPage, auditedPages, type Device, devices } from './audited-pages.ts';

export interface LighthouseOptions {
	pages: readonly AuditedPage[];
	devices: readonly Device[];
	/** Of each page on each device; the median counts. */
	runs: number;
	/** Whether docs/performance.md is written. */
	save: boolean;
}

/** The command line cannot be followed; the message says why. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

const usage = 'npm run lighthouse -- --pages users,files --devices desktop,mobile --runs 3 --no-save';

/** Reads `--pages`, `--devices`, `--runs` (default 3) and `--no-save`. Throws an `OptionsError`. */
export const readOptions = (args: readonly string[]): LighthouseOptions => {
	const { pages, devices: wanted, runs, 'no-save': keep } = parse(args);
	const count = Number(runs);
	if (!Number.isInteger(count) || count < 1) throw new OptionsError(`--runs is a whole number from 1 on. ${usage}`);
	const chosenPages = choose('page', pages, (name) => auditedPages.find((page) => page.name === name));
	const chosenDevices = choose('device', wanted, (name) => devices.find((device) => device === name));
	return {
		pages: chosenPages ?? auditedPages,
		devices: chosenDevices ?? devices,
		runs: count,
		// A part would stand in the document as if it were the whole.
		save: !keep && chosenPages === undefined && chosenDevices === undefined,
	};
};

const parse = (args: readonly string[]) => {
	try {
		return parseArgs({
			args: [...args],
			options: {
				pages: { type: 'string' },
				devices: { type: 'string' },
				runs: { type: 'string', default: '3' },
				'no-save': { type: 'boolean', default: false },
			},
		}).values;
	} catch (cause) {
		throw new OptionsError(`${cause instanceof Error ? cause.message : cause} ${usage}`, { cause });
	}
};

const choose = <T>(kind: string, list: string | undefined, find: (name: string) => T | undefined): T[] | undefined =>
	list?.split(',').map((name) => {
		const found = find(name);
		if (found === undefined) throw new OptionsError(`There is no ${kind} "${name}". ${usage}`);
		return found;
	});
