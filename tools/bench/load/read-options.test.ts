import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

test('what is not said is the documented default', () => {
	expect(readOptions([])).toEqual({ rounds: 12, latency: 150, bandwidth: 1.6, cpu: 4, seed: 1, save: true });
});

test('takes every option', () => {
	const args = '--rounds 5 --latency 0 --bandwidth 10.5 --cpu 1 --seed 7 --no-save'.split(' ');
	expect(readOptions(args)).toEqual({ rounds: 5, latency: 0, bandwidth: 10.5, cpu: 1, seed: 7, save: false });
});

test.each([
	[['--rounds', '2'], '--rounds takes a whole number from 3, not "2"'],
	[['--rounds', '3.5'], '--rounds takes a whole number from 3'],
	[['--cpu', 'fast'], '--cpu takes a number from 1, not "fast"'],
	[['--bandwidth='], '--bandwidth takes a number from 0.01, not ""'],
	[['--turbo'], 'turbo'],
	[['now'], 'now'],
])('refuses %j by one sentence', (args, message) => {
	expect(() => readOptions(args)).toThrow(OptionsError);
	expect(() => readOptions(args)).toThrow(message);
});
