import { parseArgs } from 'node:util';
import type { Conditions } from './measure/open-visitor.ts';
import { baseVariant, type VariantName, variantNames } from './variants.ts';

export const caseNames = ['cold', 'warm', 'worker', 'navigation', 'deploy'] as const;
export type CaseName = (typeof caseNames)[number];

/** Network and processor; those of a phone are Lighthouse's. */
export const profiles = {
	phone: { latency: 150, bandwidth: 1.6, cpu: 4 },
	desktop: { latency: 40, bandwidth: 10, cpu: 1 },
} as const satisfies Record<string, Conditions>;
export type ProfileName = keyof typeof profiles;

export interface LoadOptions {
	/** How many remotes there are. Default 1, 3, 8, 16, 32 and 64. */
	remotes: number[];
	cases: CaseName[];
	/** With the monolith that the others are compared with. Default: all. */
	variants: VariantName[];
	/** Default `phone`. */
	profile: ProfileName;
	/** Paired rounds of each case, and as many pairs of the gate before them. Default 8. */
	rounds: number;
	/** Of the order of the variants and of the intervals. Default 1. */
	seed: number;
	/** False leaves docs/ alone. Default true. */
	save: boolean;
	/** Beside what is saved of other cases, and not in place of it. Default false. */
	add: boolean;
}

/** The command line could not be read; the message says why in one sentence. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

const number = (name: string, text: string, minimum: number): number => {
	const value = Number(text);
	if (text.trim() === '' || !Number.isInteger(value) || value < minimum) {
		throw new OptionsError(`--${name} takes a whole number from ${minimum}, not "${text}".`);
	}
	return value;
};

const choice = <T extends string>(name: string, text: string, known: readonly T[]): T => {
	const found = known.find((candidate) => candidate === text);
	if (found === undefined) throw new OptionsError(`--${name} takes ${known.join(', ')}, not "${text}".`);
	return found;
};

/** Reads `--remotes 3,16 --cases cold,warm --variants flotilla --profile desktop --rounds 8 --seed 1 --no-save`, or `--add`. Throws an `OptionsError`. */
export const readOptions = (args: string[]): LoadOptions => {
	const parse = () =>
		parseArgs({
			args,
			options: {
				remotes: { type: 'string', default: '1,3,8,16,32,64' },
				cases: { type: 'string', default: caseNames.join(',') },
				variants: { type: 'string', default: variantNames.join(',') },
				profile: { type: 'string', default: 'phone' },
				rounds: { type: 'string', default: '8' },
				seed: { type: 'string', default: '1' },
				'no-save': { type: 'boolean', default: false },
				add: { type: 'boolean', default: false },
			},
		}).values;
	let values: ReturnType<typeof parse>;
	try {
		values = parse();
	} catch (error) {
		throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
	}
	const variants = new Set(values.variants.split(',').map((name) => choice('variants', name, variantNames)));
	return {
		remotes: values.remotes.split(',').map((text) => number('remotes', text, 1)),
		cases: values.cases.split(',').map((name) => choice('cases', name, caseNames)),
		variants: variantNames.filter((name) => name === baseVariant || variants.has(name)),
		profile: choice('profile', values.profile, Object.keys(profiles) as ProfileName[]),
		// The interval of fewer rounds says next to nothing.
		rounds: number('rounds', values.rounds, 3),
		seed: number('seed', values.seed, 0),
		save: !values['no-save'],
		add: values.add,
	};
};
