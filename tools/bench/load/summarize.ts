import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import type { Random } from '../statistics/random.ts';
import { kinds, type Traffic } from './count-traffic.ts';
import type { Sample } from './measure-load.ts';
import { type VariantName, variantNames } from './variants.ts';

/** One sample of each variant, taken one after the other. */
export type Round = Record<VariantName, Sample>;

const measures = ['time', 'bytes', 'requests'] as const;

export interface VariantSummary {
	/** Medians: milliseconds, bytes, requests. */
	time: number;
	bytes: number;
	requests: number;
	traffic: Traffic;
	/** Against the monolith, round by round. */
	againstMonolith: Record<(typeof measures)[number], Comparison>;
}

export type Summary = Record<VariantName, VariantSummary>;

/** Throws a `RangeError` without any round. */
export const summarize = (rounds: readonly Round[], random: Random): Summary => {
	const summarizeVariant = (name: VariantName): VariantSummary => {
		const samples = rounds.map((round) => round[name]);
		const compare = (measure: (typeof measures)[number]) =>
			comparePairs(
				rounds.map((round) => ({ value: round[name][measure], base: round.monolith[measure] })),
				{ random },
			);
		return {
			time: median(samples.map(({ time }) => time)),
			bytes: median(samples.map(({ bytes }) => bytes)),
			requests: median(samples.map(({ requests }) => requests)),
			traffic: Object.fromEntries(
				kinds.map((kind) => [
					kind,
					{
						bytes: median(samples.map(({ traffic }) => traffic[kind].bytes)),
						requests: median(samples.map(({ traffic }) => traffic[kind].requests)),
					},
				]),
			) as Traffic,
			againstMonolith: { time: compare('time'), bytes: compare('bytes'), requests: compare('requests') },
		};
	};
	return Object.fromEntries(variantNames.map((name) => [name, summarizeVariant(name)])) as Summary;
};
