import { expect, test } from 'vitest';
import { comparePairs } from './compare-pairs.ts';
import { createRandom } from './random.ts';

/** Two series that drift together by up to a factor of two, the second `factor` times the first but for 5% of noise. */
const drifting = (rounds: number, factor: number, seed: number) => {
	const random = createRandom(seed);
	return Array.from({ length: rounds }, (_, round) => {
		const drift = 1 + round / rounds;
		const noisy = () => drift * (0.975 + 0.05 * random());
		return { base: noisy(), value: factor * noisy() };
	});
};

test('finds a ratio that the drift of both series would hide', () => {
	const { ratio, low, high } = comparePairs(drifting(12, 1.1, 1), { random: createRandom(1) });
	expect(low).toBeGreaterThan(1.05);
	expect(high).toBeLessThan(1.15);
	expect(ratio).toBeGreaterThanOrEqual(low);
	expect(ratio).toBeLessThanOrEqual(high);
});

test('says the same of the same pairs', () => {
	const compare = () => comparePairs(drifting(9, 1.3, 2), { random: createRandom(7) });
	expect(compare()).toEqual(compare());
});

test('holds 1 for equal things about 19 times out of 20', () => {
	const holds = Array.from({ length: 200 }, (_, seed) =>
		comparePairs(drifting(12, 1, seed), { random: createRandom(seed), resamples: 500 }),
	).filter(({ low, high }) => low <= 1 && high >= 1);
	expect(holds.length).toBeGreaterThan(180);
	// An interval that holds everything says nothing.
	expect(holds.length).toBeLessThan(200);
});

test('one lost round moves neither the ratio nor its interval far', () => {
	const calm = comparePairs(drifting(12, 1, 3), { random: createRandom(3) });
	const pairs = [...drifting(12, 1, 3).slice(0, 11), { value: 50, base: 1 }];
	const shaken = comparePairs(pairs, { random: createRandom(3) });
	expect(shaken.ratio).toBeCloseTo(calm.ratio, 1);
	expect(shaken.high).toBeLessThan(1.1);
});

test('no pairs is an error, not a number', () => {
	expect(() => comparePairs([], { random: createRandom(1) })).toThrow(RangeError);
});
