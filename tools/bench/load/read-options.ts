import { parseArgs } from 'node:util';

export interface LoadOptions {
	/** Paired rounds, and as many pairs of the gate before them. Default 12. */
	rounds: number;
	/** Milliseconds added to each request. Default 150. */
	latency: number;
	/** Megabits a second, down and up. Default 1.6. */
	bandwidth: number;
	/** How many times slower the processor is made. Default 4. */
	cpu: number;
	/** Of the order of the variants and of the intervals. Default 1. */
	seed: number;
	/** False leaves docs/ alone. Default true. */
	save: boolean;
}

/** The command line could not be read; the message says why in one sentence. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

const number = (name: string, text: string, { minimum, integer = false }: { minimum: number; integer?: boolean }) => {
	const value = Number(text);
	if (text.trim() === '' || !(value >= minimum) || !Number.isFinite(value) || (integer && !Number.isInteger(value))) {
		throw new OptionsError(
			`--${name} takes ${integer ? 'a whole number' : 'a number'} from ${minimum}, not "${text}".`,
		);
	}
	return value;
};

/** Reads `--rounds 12 --latency 150 --bandwidth 1.6 --cpu 4 --seed 1 --no-save`. Throws an `OptionsError`. */
export const readOptions = (args: string[]): LoadOptions => {
	const parse = () =>
		parseArgs({
			args,
			options: {
				rounds: { type: 'string', default: '12' },
				latency: { type: 'string', default: '150' },
				bandwidth: { type: 'string', default: '1.6' },
				cpu: { type: 'string', default: '4' },
				seed: { type: 'string', default: '1' },
				'no-save': { type: 'boolean', default: false },
			},
		}).values;
	let values: ReturnType<typeof parse>;
	try {
		values = parse();
	} catch (error) {
		throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
	}
	return {
		// The interval of fewer rounds says next to nothing.
		rounds: number('rounds', values.rounds, { minimum: 3, integer: true }),
		latency: number('latency', values.latency, { minimum: 0 }),
		bandwidth: number('bandwidth', values.bandwidth, { minimum: 0.01 }),
		cpu: number('cpu', values.cpu, { minimum: 1 }),
		seed: number('seed', values.seed, { minimum: 0, integer: true }),
		save: !values['no-save'],
	};
};
