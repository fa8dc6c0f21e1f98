import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bucketOf, type Histogram, middleOf, percentileOf } from './histogram.ts';
import { rate } from './vital.ts';

const spread = (name: 'lcp' | 'cls', values: readonly number[]): Histogram => {
	const histogram = new Map<number, number>();
	for (const value of values) {
		const bucket = bucketOf(name, value);
		histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
	}
	return histogram;
};

it('a value is read back within 3 %, or a millisecond', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 600_000 }), (milliseconds) => {
			const read = middleOf('lcp', bucketOf('lcp', milliseconds));
			expect(Math.abs(read - milliseconds)).toBeLessThanOrEqual(Math.max(1, milliseconds * 0.03));
		}),
	);
	fc.assert(
		fc.property(fc.double({ min: 0.01, max: 1_000, noNaN: true }), (shift) => {
			const read = middleOf('cls', bucketOf('cls', shift));
			expect(Math.abs(read - shift)).toBeLessThanOrEqual(Math.max(0.001, shift * 0.03));
		}),
		// Near the end of its bucket.
		{ examples: [[0.0352]] },
	);
});

it('a percentile is that of the values, within 3 %', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 200 }), (values) => {
			const exact = values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.75) - 1] as number;
			const read = percentileOf('lcp', spread('lcp', values), 75) as number;
			expect(Math.abs(read - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.03));
		}),
	);
});

it('nothing told is no value, and a page that did not move has moved by nothing', () => {
	expect(percentileOf('lcp', new Map(), 75)).toBeNull();
	expect(percentileOf('cls', spread('cls', [0, 0, 0.0004]), 75)).toBe(0);
});

it('values are rated by the limits of Core Web Vitals', () => {
	expect([2_500, 2_501, 4_001].map((value) => rate('lcp', value))).toEqual(['good', 'needs-improvement', 'poor']);
	expect([0.1, 0.25, 0.3].map((value) => rate('cls', value))).toEqual(['good', 'needs-improvement', 'poor']);
});
