import { describe, expect, it } from 'vitest';
import { createStrengthEstimator } from './estimate-strength.ts';

const estimate = createStrengthEstimator();
const ada = ['Ada', 'Lovelace', 'ada@flotilla.test'];

describe('the strength of a password', () => {
	it.each([
		['password', 0, 'topTen'],
		['aaaaaaaaaaaa', 0, 'simpleRepeat'],
		['qwertyuiop', 0, 'topHundred'],
	])('%s is guessed at once, and why', (password, score, hint) => {
		expect(estimate(password, [])).toEqual({ score, hint });
	});

	it.each(['a long sentence of mine', 'k2!fd9Qz#wLp', 'correct horse battery staple'])(
		'%s has nothing to better',
		(password) => {
			const { score, hint } = estimate(password, []);
			expect([score >= 3, hint]).toEqual([true, null]);
		},
	);

	it('is little when it is one’s own name', () => {
		expect(estimate('AdaLovelace', ada)).toMatchObject({ hint: 'userInputs' });
		expect(estimate('AdaLovelace', ada).score).toBeLessThan(estimate('AdaLovelace', []).score);
	});

	it('always has something to say where it is weak', () => {
		for (const password of ['a', '1', 'aB3', '2001-02-03', '12345']) {
			const { score, hint } = estimate(password, ada);
			expect(score < 3 ? hint : 'fine', password).not.toBeNull();
		}
	});
});
