import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../suite/build-apps.ts';
import { describeAims } from '../aims/aim.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { aimsOfLoad } from './aims-of-load.ts';
import { describeSummary, ratio } from './describe-summary.ts';
import { drawChart } from './draw-chart.ts';
import type { MeasuredCase } from './measured-case.ts';
import { type CaseName, type ProfileName, profiles } from './read-options.ts';

const folder = join(root, 'docs/performance');
const fileOf = (profile: ProfileName): string => join(folder, `load-${profile}.json`);

/** What is saved of a profile; nothing where nothing is. */
export const readMeasured = async (profile: ProfileName): Promise<MeasuredCase[]> => {
	if (!existsSync(fileOf(profile))) return [];
	const { measured } = JSON.parse(await readFile(fileOf(profile), 'utf8')) as { measured: MeasuredCase[] };
	return measured;
};

const caseTitles: Record<CaseName, string> = {
	cold: 'Nothing cached',
	warm: 'What the browser has cached',
	worker: 'What the service worker keeps',
	deploy: 'What it has cached, after a deploy of the remote',
	navigation: 'From another remote, in the page',
};

/** Writes docs/performance/load-<profile>.json, the charts beside it and the tables of docs/performance.md. */
export const saveLoad = async (profile: ProfileName, cases: readonly MeasuredCase[]): Promise<void> => {
	const conditions = profiles[profile];
	await mkdir(folder, { recursive: true });
	const data = { profile, ...conditions, measured: cases };
	await writeFile(fileOf(profile), `${JSON.stringify(data, null, 2)}\n`);
	const cold = cases.filter(({ name }) => name === 'cold');
	const hasChart = cold.length > 1;
	if (hasChart) await writeFile(join(folder, `load-${profile}.svg`), drawChart(cold));

	const aims = aimsOfLoad(cases);
	const tables = cases.map(
		({ remotes, name, summary }) =>
			`**${caseTitles[name]}, ${remotes} ${remotes === 1 ? 'remote' : 'remotes'}**\n\n${describeSummary(summary)}`,
	);
	const { latency, bandwidth, cpu } = conditions;
	const rounds = [...new Set(cases.map(({ rounds }) => rounds.length))].sort((a, b) => a - b).join(' to ');
	const gates = [...new Set(cases.map(({ gate }) => ratio(gate)))].join('; ');
	const machines = [
		...new Set(
			cases.map(
				({ machine: { cores, processor, chromium } }) => `${cores} cores of ${processor}, Chromium ${chromium}`,
			),
		),
	].join('; ');
	const content = [
		...(aims.length > 0 ? [describeAims(aims)] : []),
		...(hasChart
			? [`![Time until the page can be used, by the number of remotes](performance/load-${profile}.svg)`]
			: []),
		...tables,
		`${rounds} rounds under ${latency} ms, ${bandwidth} Mbit/s, ${cpu === 1 ? 'the processor as it is' : `processor ${cpu} times slower`}, on ${machines}. Time and bytes are against the monolith with lazy routes, with 95% intervals; kinds are KB / requests. Flotilla against itself: ${gates}.`,
	].join('\n\n');
	const page = join(root, 'docs/performance.md');
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), `load-${profile}`, content));
};
