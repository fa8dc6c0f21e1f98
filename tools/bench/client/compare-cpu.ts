import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import { measureCpu } from './measure-cpu.ts';

/** Does the same work so many times. */
export type Work = (times: number) => Promise<void> | void;

export interface CpuComparison {
	name: string;
	/** Microseconds of processor time a call. */
	ours: number;
	bare: number;
	/** Ours against bare, round by round. */
	comparison: Comparison;
	/** Bare against itself: what the machine's noise alone makes of this method. */
	gate: Comparison;
	/** The ratio that is aimed for at most. */
	aim: number;
}

export interface CompareCpuOptions {
	name: string;
	ours: Work;
	bare: Work;
	aim: number;
	/** How often the work is done in a measurement. */
	times: number;
	rounds: number;
	seed: number;
}

/** Measures both in paired rounds, in random order, after a warm-up that lets both be compiled. */
export const compareCpu = async ({
	name,
	ours,
	bare,
	aim,
	times,
	rounds,
	seed,
}: CompareCpuOptions): Promise<CpuComparison> => {
	const random = createRandom(seed);
	const work = { ours, bare, again: bare } as const;
	for (const run of [ours, bare, ours, bare]) await run(times);
	const measured: Record<keyof typeof work, number>[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const times_: Partial<Record<keyof typeof work, number>> = {};
		for (const which of shuffled(['ours', 'bare', 'again'] as const, random)) {
			times_[which] = await measureCpu(() => work[which](times));
		}
		measured.push(times_ as Record<keyof typeof work, number>);
	}
	const of = (which: keyof typeof work) => median(measured.map((round) => round[which])) / times;
	const against = (which: keyof typeof work) =>
		comparePairs(
			measured.map((round) => ({ value: round[which], base: round.bare })),
			{ random },
		);
	return { name, ours: of('ours'), bare: of('bare'), comparison: against('ours'), gate: against('again'), aim };
};
