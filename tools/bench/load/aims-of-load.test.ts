import { expect, test } from 'vitest';
import { aimsOfLoad } from './aims-of-load.ts';
import { addMeasured, type MeasuredCase } from './measured-case.ts';
import { type Round, summarize } from './summarize.ts';

const sample = (time: number, bytes: number) => {
	const nothing = { bytes: 0, requests: 0 };
	const traffic = { html: nothing, js: nothing, css: nothing, font: nothing, api: nothing, other: nothing };
	return { time, bytes, requests: 1, traffic };
};

const measured = (name: MeasuredCase['name'], remotes: number, [time, bytes]: [number, number]): MeasuredCase => {
	const rounds: Round[] = [{ 'lazy-monolith': sample(1000, 100_000), flotilla: sample(time, bytes) }];
	const gate = { ratio: 1, low: 0.9, high: 1.1 };
	const machine = { processor: 'any', cores: 2, node: 'v24', chromium: '156' };
	return { name, remotes, date: '', machine, gate, seed: 1, rounds, summary: summarize(rounds, () => 0) };
};

test('an aim is held against what was measured of it, by time or by bytes', () => {
	const aims = aimsOfLoad([measured('cold', 3, [1010, 104_000]), measured('deploy', 3, [2000, 26_000])]);
	expect(aims.map(({ what, ours, peer, aim, held }) => [what, ours, peer, aim, held])).toEqual([
		['ms until it can be used, 3 remotes, nothing cached', '1010', '1000, monolith, lazy routes', '<= 1.00', false],
		['KB, 3 remotes, nothing cached', '104.0', '100.0, monolith, lazy routes', '<= 1.05', true],
		['KB, 3 remotes, after a deploy of the remote', '26.0', '100.0, monolith, lazy routes', '<= 0.25', false],
	]);
	expect(aims.map(({ gate }) => gate?.ratio)).toEqual([1, undefined, undefined]);
});

test('what nobody measured has no row', () => {
	expect(aimsOfLoad([measured('cold', 5, [1, 1])])).toEqual([]);
});

test('a case that is measured anew takes the place of what was known of it, and others stay', () => {
	const known = [measured('warm', 3, [1, 1]), measured('cold', 16, [1, 1])];
	const all = [measured('cold', 3, [2, 2]), measured('cold', 16, [2, 2])].reduce(addMeasured, known);
	expect(all.map(({ name, remotes, summary }) => [name, remotes, summary.flotilla?.time])).toEqual([
		['cold', 3, 2],
		['cold', 16, 2],
		['warm', 3, 1],
	]);
});
