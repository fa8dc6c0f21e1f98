import { median } from './median.ts';
import type { Random } from './random.ts';

export interface Pair {
	value: number;
	/** What it is compared with; greater than 0. */
	base: number;
}

export interface Comparison {
	/** The median of the pairs' ratios, `value / base`. */
	ratio: number;
	/** Ends of the 95% interval of that median. */
	low: number;
	high: number;
}

interface Options {
	random: Random;
	/** How often the pairs are drawn anew. Default 10,000. */
	resamples?: number;
}

/**
 * How many times its base a value is, as the median over pairs with a percentile bootstrap
 * interval (Efron 1979): pairs are drawn with replacement, and 95% of the medians of such draws
 * lie within the interval. Throws a `RangeError` without any pair.
 */
export const comparePairs = (pairs: readonly Pair[], { random, resamples = 10_000 }: Options): Comparison => {
	const ratios = pairs.map(({ value, base }) => value / base);
	const ratio = median(ratios);
	const drawRatio = () => ratios[Math.floor(random() * ratios.length)] ?? ratio;
	const medians = Array.from({ length: resamples }, () => median(ratios.map(drawRatio))).sort((a, b) => a - b);
	const at = (share: number) => medians[Math.round(share * (medians.length - 1))] ?? ratio;
	return { ratio, low: at(0.025), high: at(0.975) };
};
