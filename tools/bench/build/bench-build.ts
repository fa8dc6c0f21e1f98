import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserApps, buildApps } from '../../suite/build-apps.ts';
import type { Aim } from '../aims/aim.ts';
import { type AimsBench, runAims } from '../aims/run-aims.ts';
import { copySource, type SourceCopy } from '../source/copy-source.ts';
import { comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import { buildApp, buildAsTyped, buildEverything, buildMonolith } from './build-commands.ts';
import { benchHotReload, type HotReloadRound } from './hot-reload/bench-hot-reload.ts';
import { runCommand } from './run-command.ts';

/** Seconds that a build of which everything is known may take. */
const cachedLimit = 2;

/** Seconds. */
interface BuildRound {
	everything: number;
	remote: number;
	monolith: number;
	monolithAgain: number;
	/** With what Rsbuild keeps of the build before, where it is told to. */
	monolithWithCache: number;
	/** `npm run build` when nothing has changed. */
	cached: number;
}

const remote = 'users';

const measureBuilds = async (
	source: SourceCopy,
	{ rounds, seed, report }: Parameters<AimsBench['measure']>[0],
): Promise<BuildRound[]> => {
	const random = createRandom(seed);
	const cache = join(source.folder, 'cache');
	const time = async (command: Parameters<typeof runCommand>[0]) => (await runCommand(command)).time / 1_000;
	const sides: Record<keyof BuildRound, () => Promise<number>> = {
		everything: () => time(buildEverything),
		remote: () => time(buildApp(source.folder, remote)),
		monolith: () => time(buildMonolith(source.folder)),
		monolithAgain: () => time(buildMonolith(source.folder)),
		monolithWithCache: () => time(buildMonolith(source.folder, { cache })),
		cached: () => time(buildAsTyped),
	};
	const names = Object.keys(sides) as (keyof BuildRound)[];
	// Once for nobody: programs and sources come from the disk, and caches are empty.
	for (const name of names) await sides[name]();
	const taken: BuildRound[] = [];
	for (let round = 1; round <= rounds; round += 1) {
		const one: Partial<BuildRound> = {};
		for (const name of shuffled(names, random)) {
			// Whoever builds the copy builds what nobody has built before.
			if (name !== 'everything' && name !== 'cached') await source.changeUsers();
			one[name] = await sides[name]();
		}
		taken.push(one as BuildRound);
		report(`round ${round}: ${names.map((name) => `${name} ${one[name]?.toFixed(2)} s`).join(', ')}`);
	}
	await rm(cache, { recursive: true, force: true });
	return taken;
};

const describe = (builds: readonly BuildRound[], reloads: readonly HotReloadRound[], seed: number): Aim[] => {
	const random = createRandom(seed);
	const compare = (value: keyof BuildRound, base: keyof BuildRound) =>
		comparePairs(
			builds.map((one) => ({ value: one[value], base: one[base] })),
			{ random },
		);
	const seconds = (name: keyof BuildRound) => median(builds.map((one) => one[name])).toFixed(2);
	const reload = (value: keyof HotReloadRound) =>
		comparePairs(
			reloads.map((one) => ({ value: one[value], base: one.rsbuild })),
			{ random },
		);
	const row = (
		what: string,
		{ value, base, peer, limit }: { value: keyof BuildRound; base: keyof BuildRound; peer: string; limit: number },
	): Aim => {
		const comparison = compare(value, base);
		return {
			...{ what, ours: seconds(value), peer: `${seconds(base)}, ${peer}`, comparison },
			...{ aim: `<= ${limit}`, held: comparison.ratio <= limit },
		};
	};
	const cached = median(builds.map((one) => one.cached));
	const hot = reload('inShell');
	const change = `s to build \`${remote}\` after a change of it`;
	return [
		{
			...row(`s to build everything: ${browserApps.join(', ')}`, {
				...{ value: 'everything', base: 'monolith', peer: 'monolith by Rsbuild', limit: 1.2 },
			}),
			gate: compare('monolithAgain', 'monolith'),
		},
		row(change, { value: 'remote', base: 'monolith', peer: 'the monolith after the same change', limit: 0.3 }),
		row(change, {
			...{ value: 'remote', base: 'monolithWithCache', limit: 0.3 },
			peer: 'the same with a cache on the disk, which ours is built without',
		}),
		{
			what: 's of `npm run build` when nothing has changed',
			ours: cached.toFixed(2),
			...{ peer: '', comparison: null, aim: `< ${cachedLimit}`, held: cached < cachedLimit },
		},
		{
			what: 'ms from saving a file to the text in the page: `auth` in the shell',
			ours: median(reloads.map(({ inShell }) => inShell)).toFixed(0),
			peer: `${median(reloads.map(({ rsbuild }) => rsbuild)).toFixed(0)}, monolith in Rsbuild's server`,
			comparison: hot,
			gate: reload('rsbuildAgain'),
			...{ aim: '<= 1.1', held: hot.ratio <= 1.1 },
		},
	];
};

const measure: AimsBench['measure'] = async (options) => {
	const { rounds, seed, report } = options;
	report('building ...');
	await buildApps();
	const source = await copySource('source');
	try {
		const builds = await measureBuilds(source, options);
		const reloads = await benchHotReload({ rounds: rounds * 4, seed, report });
		const note = `${rounds} rounds of builds, ${rounds * 4} of hot reload`;
		return { aims: describe(builds, reloads, seed), note, results: { builds, reloads } };
	} finally {
		await source.remove();
	}
};

/** Answers the exit code; see `runAims`. */
export const bench = (args: string[]): Promise<number> => runAims({ name: 'build', rounds: 6, measure }, args);
