import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import type { Random } from '../statistics/random.ts';
import { kinds, type Traffic } from './measure/count-traffic.ts';
import type { Sample } from './measure/open-visitor.ts';
import { baseVariant, type VariantName } from './variants.ts';

/** One sample of each variant, taken one after the other. */
export type Round = Partial<Record<VariantName, Sample>>;

const measures = ['time', 'bytes', 'requests'] as const;
type Measure = (typeof measures)[number];

export interface VariantSummary extends Record<Measure, number> {
	/** Medians, as those of time (ms), bytes and requests. */
	traffic: Traffic;
	/** Round by round. */
	againstBase: Record<Measure, Comparison>;
}

export type Summary = Partial<Record<VariantName, VariantSummary>>;

/** Throws a `RangeError` without any round. */
export const summarize = (rounds: readonly Round[], random: Random): Summary => {
	const names = Object.keys(rounds[0] ?? {}) as VariantName[];
	const samplesOf = (name: VariantName): Sample[] =>
		rounds.map((round) => {
			const sample = round[name];
			if (sample === undefined) throw new RangeError(`A round has no sample of ${name}`);
			return sample;
		});
	const base = samplesOf(baseVariant);
	const summarizeVariant = (name: VariantName): VariantSummary => {
		const samples = samplesOf(name);
		const middle = (value: (sample: Sample) => number) => median(samples.map(value));
		const compare = (measure: Measure) =>
			comparePairs(
				samples.map((sample, index) => ({ value: sample[measure], base: base[index]?.[measure] ?? Number.NaN })),
				{ random },
			);
		return {
			time: middle(({ time }) => time),
			bytes: middle(({ bytes }) => bytes),
			requests: middle(({ requests }) => requests),
			traffic: Object.fromEntries(
				kinds.map((kind) => [
					kind,
					{
						bytes: middle(({ traffic }) => traffic[kind].bytes),
						requests: middle(({ traffic }) => traffic[kind].requests),
					},
				]),
			) as Traffic,
			againstBase: { time: compare('time'), bytes: compare('bytes'), requests: compare('requests') },
		};
	};
	return Object.fromEntries(names.map((name) => [name, summarizeVariant(name)]));
};
