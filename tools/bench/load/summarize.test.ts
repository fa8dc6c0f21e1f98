import { expect, test } from 'vitest';
import { createRandom } from '../statistics/random.ts';

import { describeSummary } from './describe-summary.ts';
import { kinds, type Traffic } from './measure/count-traffic.ts';
import type { Sample } from './measure/open-visitor.ts';
import { type Round, summarize } from './summarize.ts';

const sample = (time: number, bytes: number): Sample => {
	const traffic = Object.fromEntries(kinds.map((kind) => [kind, { bytes: 0, requests: 0 }])) as Traffic;
	traffic.js = { bytes, requests: 4 };
	return { time, bytes, requests: 4, traffic };
};

/** Each round on a machine that is slower than in the one before. */
const rounds: Round[] = [1, 2, 3].map((slowness) => ({
	'lazy-monolith': sample(1_000 * slowness, 200_000),
	flotilla: sample(1_100 * slowness, 210_000),
	'default-federation': sample(2_000 * slowness, 400_000),
}));

test('compares within a round, so a machine that gets slower changes no ratio', () => {
	const { flotilla, 'lazy-monolith': base } = summarize(rounds, createRandom(1));
	expect(flotilla?.againstBase.time.ratio).toBeCloseTo(1.1);
	expect(flotilla?.againstBase.time.low).toBeCloseTo(1.1);
	expect(flotilla?.againstBase.time.high).toBeCloseTo(1.1);
	expect(flotilla?.againstBase.bytes.ratio).toBeCloseTo(1.05);
	expect(base?.againstBase.time.ratio).toBe(1);
	expect(flotilla?.time).toBe(2_200);
});

test('the table has a line for each variant and a column for each kind that was loaded', () => {
	const lines = describeSummary(summarize(rounds, createRandom(1))).split('\n');
	expect(lines).toHaveLength(5);
	expect(lines[0]).toContain('| ');
	expect(lines[0]).toContain(' js |');
	expect(lines[0]).not.toContain('font');
	expect(lines.find((line) => line.includes('Flotilla'))).toMatch(
		/2200 .* 1\.10 .* 210\.0 .* 1\.05 .* 4 .* 210\.0 \/ 4/,
	);
});
