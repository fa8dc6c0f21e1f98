import type { Comparison } from '../statistics/compare-pairs.ts';

/** One figure of a bench: what was measured, beside its peer and what is to be reached. */
export interface Aim {
	what: string;
	/** As shown, with its unit. */
	ours: string;
	/** As shown, and who it is; empty where nobody is compared with. */
	peer: string;
	/** Ours against the peer; `null` where the figure stands for itself. */
	comparison: Comparison | null;
	/** The same thing against itself in the same rounds, which has to come out as 1. Default: nobody measured it. */
	gate?: Comparison;
	/** What is to be reached, as shown. Empty: the figure is only told. */
	aim: string;
	held: boolean;
}

/** From here on the same thing measured twice differs so much that the rest says nothing. */
const largestNoise = 0.1;

/** The first figure whose gate does not hold; `undefined` on a quiet machine. */
export const findNoise = (aims: readonly Aim[]): Aim | undefined =>
	aims.find(({ gate }) => gate !== undefined && Math.abs(gate.ratio - 1) > largestNoise);

/** `1.02 (0.98 to 1.05)`. */
export const describeRatio = ({ ratio, low, high }: Comparison): string =>
	`${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

/** A table in Markdown. */
export const describeAims = (aims: readonly Aim[]): string =>
	[
		'| | ours | peer | ratio | peer against itself | aim | |',
		'|---|--:|---|--:|--:|--:|---|',
		...aims.map(({ what, ours, peer, comparison, gate, aim, held }) => {
			const outcome = aim === '' ? '' : held ? 'holds' : '**missed**';
			const ratios = [comparison, gate].map((value) => (value ? describeRatio(value) : ''));
			return `| ${[what, ours, peer, ...ratios, aim, outcome].join(' | ')} |`;
		}),
	].join('\n');
