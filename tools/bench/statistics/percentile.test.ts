import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('98 of a hundred values do not exceed the 98th percentile', () => {
	expect(percentile(hundred, 0.98)).toBe(98);
	expect(percentile(hundred, 1)).toBe(100);
	expect(percentile(hundred, 0)).toBe(1);
});

test('of few values it is the greatest', () => {
	expect(percentile([8, 120, 16], 0.98)).toBe(120);
	expect(percentile([5], 0.98)).toBe(5);
});

test('nothing has none, and a share beyond one is an error', () => {
	expect(() => percentile([], 0.98)).toThrow(RangeError);
	expect(() => percentile([1], 98)).toThrow(RangeError);
});
