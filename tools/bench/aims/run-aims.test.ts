import { expect, test, vi } from 'vitest';
import { runAims } from './run-aims.ts';

const noisyRatio = { ratio: 2, low: 1.9, high: 2.1 };

test.each([[['--rounds', '2']], [['--seed', 'x']], [['--turbo']], [['now']]])(
	'refuses %j by its usage',
	async (args) => {
		const error = vi.spyOn(console, 'error').mockImplementation(() => {});
		const measure = vi.fn();
		expect(await runAims({ name: 'thing', rounds: 5, measure }, args)).toBe(2);
		expect(measure).not.toHaveBeenCalled();
		expect(error.mock.calls.join()).toContain('npm run bench -- thing --rounds <from 3>');
	},
);

test('a machine on which the same thing differs from itself saves nothing, and ends with 1', async () => {
	const error = vi.spyOn(console, 'error').mockImplementation(() => {});
	vi.spyOn(console, 'log').mockImplementation(() => {});
	const aims = [{ what: 'pages', ours: '1', peer: '1', comparison: null, gate: noisyRatio, aim: '>= 0.5', held: true }];
	const measure = vi.fn(async () => ({ aims, note: '', results: {} }));
	expect(await runAims({ name: 'no-such-markers', rounds: 5, measure }, ['--seed', '7'])).toBe(1);
	expect(measure).toHaveBeenCalledWith(expect.objectContaining({ rounds: 5, seed: 7 }));
	expect(error.mock.calls.join()).toContain('too noisy');
});
