import { expect, test } from 'vitest';
import { createRandom, shuffled } from './random.ts';

test('every order of three comes up, none much more than another', () => {
	const random = createRandom(42);
	const seen = new Map<string, number>();
	for (let draw = 0; draw < 6_000; draw += 1) {
		const order = shuffled(['a', 'b', 'c'], random).join('');
		seen.set(order, (seen.get(order) ?? 0) + 1);
	}
	expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
	for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('two seeds give two sequences, one seed one', () => {
	const take = (seed: number) => Array.from({ length: 5 }, createRandom(seed));
	expect(take(1)).toEqual(take(1));
	expect(take(1)).not.toEqual(take(2));
});
