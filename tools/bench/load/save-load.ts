import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../suite/build-apps.ts';
import type { Comparison } from '../statistics/compare-pairs.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { describeSummary, ratio } from './describe-summary.ts';
import { drawChart } from './draw-chart.ts';
import type { MeasuredCase } from './measured-case.ts';
import { type CaseName, type LoadOptions, profiles } from './read-options.ts';

export interface MeasuredLoad {
	options: LoadOptions;
	/** One variant against itself. */
	gate: Comparison;
	measured: readonly MeasuredCase[];
	/** Its version. */
	chromium: string;
}

const caseTitles: Record<CaseName, string> = {
	cold: 'Nothing cached',
	warm: 'What the browser has cached',
	worker: 'What the service worker keeps',
	deploy: 'What it has cached, after a deploy of the remote',
	navigation: 'From another remote, in the page',
};

/** Writes docs/performance/load-<profile>.json, the charts beside it and the tables of docs/performance.md. */
export const saveLoad = async ({ options, gate, measured, chromium }: MeasuredLoad): Promise<void> => {
	const folder = join(root, 'docs/performance');
	const { profile, remotes, cases, variants, rounds, seed } = options;
	// Lists as they are on the command line, which is how the formatter leaves them.
	const conditions = {
		profile,
		...profiles[profile],
		remotes: `${remotes}`,
		cases: `${cases}`,
		variants: `${variants}`,
	};
	const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, chromium };
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, `load-${profile}.json`),
		`${JSON.stringify({ date: new Date().toISOString(), machine, options: { ...conditions, rounds, seed }, gate, measured }, null, 2)}\n`,
	);
	const cold = measured.filter(({ name }) => name === 'cold');
	const hasChart = cold.length > 1;
	if (hasChart) await writeFile(join(folder, `load-${profile}.svg`), drawChart(cold));

	const { latency, bandwidth, cpu } = profiles[profile];
	const tables = measured.map(
		({ remotes, name, summary }) =>
			`**${caseTitles[name]}, ${remotes} ${remotes === 1 ? 'remote' : 'remotes'}**\n\n${describeSummary(summary)}`,
	);
	const content = [
		...(hasChart
			? [`![Time until the page can be used, by the number of remotes](performance/load-${profile}.svg)`]
			: []),
		...tables,
		`${options.rounds} rounds under ${latency} ms, ${bandwidth} Mbit/s, ${cpu === 1 ? 'the processor as it is' : `processor ${cpu} times slower`}, on ${machine.cores} cores of ${machine.processor}, Chromium ${chromium}. Time and bytes are against the monolith with lazy routes, with 95% intervals; kinds are KB / requests. Flotilla against itself: ${ratio(gate)}.`,
	].join('\n\n');
	const page = join(root, 'docs/performance.md');
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), `load-${profile}`, content));
};
