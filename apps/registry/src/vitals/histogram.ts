import { type VitalName, vitalNames } from './vital.ts';

/** Each bucket ends so much above where it begins: what is read from them is off by half of that at most. */
const growth = 1.05;

/** The smallest value that is told from 0: a millisecond, and a shift that nobody sees. */
const smallest: Readonly<Record<VitalName, number>> = { lcp: 1, inp: 1, cls: 0.001 };

/** How many pages had a value in each bucket. */
export type Histogram = ReadonlyMap<number, number>;

/** The number of the bucket that a value belongs to; 0 is for what is below the smallest. */
export const bucketOf = (name: VitalName, value: number): number => {
	const steps = value / smallest[name];
	// Rounded first, so that 1 is in one bucket, however it was computed.
	return steps < 1 ? 0 : 1 + Math.floor(Math.log(steps) / Math.log(growth) + 1e-9);
};

/**
 * The middle of a bucket, in the unit of the value: whole milliseconds, and ten-thousandths of `cls`, which is told
 * in fractions of a step, so that a rounding to whole ones would come on top of half a bucket.
 */
export const middleOf = (name: VitalName, bucket: number): number => {
	if (bucket === 0) return 0;
	const steps = growth ** (bucket - 0.5);
	return name === 'cls' ? Math.round(steps * 10) / 10_000 : Math.round(steps);
};

export const pagesOf = (histogram: Histogram): number => [...histogram.values()].reduce((sum, pages) => sum + pages, 0);

/** The value that so many percent of pages do not exceed, by the nearest rank; `null` without pages. */
export const percentileOf = (name: VitalName, histogram: Histogram, percent: number): number | null => {
	const rank = Math.ceil((pagesOf(histogram) * percent) / 100);
	let seen = 0;
	for (const [bucket, pages] of [...histogram].sort(([a], [b]) => a - b)) {
		seen += pages;
		if (seen >= rank && seen > 0) return middleOf(name, bucket);
	}
	return null;
};

export const isVitalName = (name: string): name is VitalName => (vitalNames as readonly string[]).includes(name);
