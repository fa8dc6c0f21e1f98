import { parseArgs } from 'node:util';
import { describeAims, findNoise } from './aim.ts';
import { type SaveAimsOptions, saveAims } from './save-aims.ts';

export interface AimsBench {
	name: string;
	/** Paired rounds where nothing is said. */
	rounds: number;
	measure(options: {
		rounds: number;
		/** Of the order of what is measured, and of the intervals. */
		seed: number;
		report(line: string): void;
	}): Promise<Omit<SaveAimsOptions, 'name'>>;
}

const busy = 'On a machine that did much else meanwhile, so that the same thing measured twice differs: ';

/**
 * `npm run bench -- <name> [--rounds <from 3>] [--seed 1] [--no-save | --noisy]`. Answers the exit code: 1, and nothing
 * is saved, when the machine is too noisy; 2 for a command line that cannot be read. With `--noisy` what a noisy machine
 * gives is saved as well, and the note under the table says so.
 */
export const runAims = async ({ name, rounds: usual, measure }: AimsBench, args: string[]): Promise<number> => {
	const usage = `npm run bench -- ${name} --rounds <from 3> --seed <whole number> --no-save --noisy`;
	let values: { rounds: string; seed: string; 'no-save': boolean; noisy: boolean };
	try {
		({ values } = parseArgs({
			args,
			options: {
				rounds: { type: 'string', default: String(usual) },
				seed: { type: 'string', default: '1' },
				'no-save': { type: 'boolean', default: false },
				noisy: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
		return 2;
	}
	const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
	if (!Number.isInteger(rounds) || rounds < 3 || !Number.isInteger(seed)) {
		console.error(usage);
		return 2;
	}
	const startedAt = performance.now();
	const report = (line: string) =>
		console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
	const outcome = await measure({ rounds, seed, report });
	console.log(`\n${describeAims(outcome.aims)}\n`);
	const noisy = findNoise(outcome.aims);
	if (noisy !== undefined) {
		console.error(`This machine is too noisy now: the same thing measured twice differs (${noisy.what}).`);
		if (!values.noisy) return 1;
	}
	if (values['no-save']) return 0;
	const note = noisy === undefined ? outcome.note : `${busy}${outcome.note}`;
	await saveAims({ name, ...outcome, note, results: { rounds, seed, ...outcome.results } });
	return 0;
};
