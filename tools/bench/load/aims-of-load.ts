import type { Aim } from '../aims/aim.ts';
import type { MeasuredCase } from './measured-case.ts';
import type { CaseName } from './read-options.ts';
import { baseVariant, variantTitles } from './variants.ts';

interface LoadAim {
	name: CaseName;
	/** How many. */
	remotes: number;
	measure: 'time' | 'bytes';
	/** Of the lazy monolith's. */
	atMost: number;
}

/** What is to be reached against the lazy monolith in the same rounds. */
const loadAims: readonly LoadAim[] = [
	{ name: 'cold', remotes: 3, measure: 'time', atMost: 1 },
	{ name: 'cold', remotes: 16, measure: 'time', atMost: 1.05 },
	{ name: 'cold', remotes: 64, measure: 'time', atMost: 1.05 },
	{ name: 'cold', remotes: 3, measure: 'bytes', atMost: 1.05 },
	{ name: 'cold', remotes: 16, measure: 'bytes', atMost: 1.05 },
	{ name: 'navigation', remotes: 3, measure: 'time', atMost: 1 },
	{ name: 'deploy', remotes: 3, measure: 'bytes', atMost: 0.25 },
	{ name: 'worker', remotes: 3, measure: 'time', atMost: 1.05 },
];

const cases: Record<CaseName, string> = {
	cold: 'nothing cached',
	warm: 'cached by the browser',
	worker: 'kept by the service worker',
	deploy: 'after a deploy of the remote',
	navigation: 'from another remote, by a link that was pointed to',
};

/** The aims whose cases were measured, each beside what was. */
export const aimsOfLoad = (measured: readonly MeasuredCase[]): Aim[] =>
	loadAims.flatMap(({ name, remotes, measure, atMost }) => {
		const found = measured.find((one) => one.name === name && one.remotes === remotes);
		const { flotilla, [baseVariant]: base } = found?.summary ?? {};
		if (found === undefined || flotilla === undefined || base === undefined) return [];
		const comparison = flotilla.againstBase[measure];
		const shown = (value: number) => (measure === 'time' ? String(Math.round(value)) : (value / 1000).toFixed(1));
		return {
			what: `${measure === 'time' ? 'ms until it can be used' : 'KB'}, ${remotes} remotes, ${cases[name]}`,
			ours: shown(flotilla[measure]),
			peer: `${shown(base[measure])}, ${variantTitles[baseVariant].toLowerCase()}`,
			comparison,
			...(measure === 'time' ? { gate: found.gate } : {}),
			aim: `<= ${atMost.toFixed(2)}`,
			held: comparison.ratio <= atMost,
		};
	});
