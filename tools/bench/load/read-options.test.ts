import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';
import { variantNames } from './variants.ts';

test('what is not said is the documented default', () => {
	expect(readOptions([])).toEqual({
		remotes: [1, 3, 8, 16, 32, 64],
		cases: ['cold', 'warm', 'worker', 'navigation', 'deploy'],
		variants: variantNames,
		profile: 'phone',
		rounds: 8,
		seed: 1,
		save: true,
		add: false,
	});
});

test('takes every option, and what the others are compared with is always there', () => {
	const args =
		'--remotes 3,16 --cases warm --variants flotilla --profile desktop --rounds 5 --seed 7 --no-save --add'.split(' ');
	expect(readOptions(args)).toEqual({
		remotes: [3, 16],
		cases: ['warm'],
		variants: ['lazy-monolith', 'flotilla'],
		profile: 'desktop',
		rounds: 5,
		seed: 7,
		save: false,
		add: true,
	});
});

test.each([
	[['--rounds', '2'], '--rounds takes a whole number from 3, not "2"'],
	[['--rounds', '3.5'], '--rounds takes a whole number from 3'],
	[['--remotes', '3,none'], '--remotes takes a whole number from 1, not "none"'],
	[['--cases', 'tepid'], '--cases takes cold, warm, worker, navigation, deploy, not "tepid"'],
	[['--variants', 'piral'], '--variants takes lazy-monolith'],
	[['--profile', 'watch'], '--profile takes phone, desktop, not "watch"'],
	[['--turbo'], 'turbo'],
	[['now'], 'now'],
])('refuses %j by one sentence', (args, message) => {
	expect(() => readOptions(args)).toThrow(OptionsError);
	expect(() => readOptions(args)).toThrow(message);
});
