import { parseArgs } from 'node:util';
import { type Scheme, schemes, type ViewportName, viewports } from './list-shots.ts';
import { defaultLimits, type VisualLimits } from './visual-limits.ts';

export interface VisualOptions {
	schemes: readonly Scheme[];
	viewports: readonly ViewportName[];
	limits: VisualLimits;
	/** Keeps what was taken as what the next run is compared with. */
	update: boolean;
	/** Compares with the stories of this Git reference in place of what is kept. */
	against: string | undefined;
	/** What the story's id has to contain. */
	only: string | undefined;
	/** Pages that take pictures at the same time. */
	pages: number;
}

/** The command line cannot be followed; the message says why. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

const usage =
	'npm run visual -- [--update | --against <git reference>] [--phone] [--only <part of a story id>] [--threshold 0.05] [--pixels 0] [--pages 2]';

/** Reads the command line. Throws an `OptionsError`. */
export const readOptions = (args: readonly string[]): VisualOptions => {
	const values = parse(args);
	if (values.update && values.against !== undefined)
		throw new OptionsError(`--update keeps pictures and --against keeps none: take one of them. ${usage}`);
	const number = (name: string, text: string, { from, to }: { from: number; to: number }): number => {
		const value = Number(text);
		if (text === '' || !(value >= from && value <= to))
			throw new OptionsError(`--${name} is a number from ${from} to ${to}. ${usage}`);
		return value;
	};
	return {
		schemes,
		viewports: values.phone ? (Object.keys(viewports) as ViewportName[]) : ['desktop'],
		limits: {
			...defaultLimits,
			colourThreshold: number('threshold', values.threshold, { from: 0, to: 1 }),
			maximumDifferentPixels: number('pixels', values.pixels, { from: 0, to: 10_000_000 }),
		},
		update: values.update,
		against: values.against,
		only: values.only,
		pages: number('pages', values.pages, { from: 1, to: 16 }),
	};
};

const parse = (args: readonly string[]) => {
	try {
		return parseArgs({
			args: [...args],
			options: {
				update: { type: 'boolean', default: false },
				against: { type: 'string' },
				phone: { type: 'boolean', default: false },
				only: { type: 'string' },
				threshold: { type: 'string', default: String(defaultLimits.colourThreshold) },
				pixels: { type: 'string', default: String(defaultLimits.maximumDifferentPixels) },
				pages: { type: 'string', default: '2' },
			},
		}).values;
	} catch (cause) {
		throw new OptionsError(`${cause instanceof Error ? cause.message : cause} ${usage}`, { cause });
	}
};
