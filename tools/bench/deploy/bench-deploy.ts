import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildManifestFile } from '@flotilla/contracts';
import getPort from 'get-port';
import { buildApps, root } from '../../suite/build-apps.ts';
import { publishApps } from '../../suite/publish-apps.ts';
import { type Service, startService } from '../../suite/start-service.ts';
import type { AimsBench } from '../aims/run-aims.ts';
import { runAims } from '../aims/run-aims.ts';
import { buildApp, buildMonolith, monolithDist } from '../build/build-commands.ts';
import { runCommand } from '../build/run-command.ts';
import { makeBenchFolder } from '../make-bench-folder.ts';
import { ensurePrograms } from '../nginx/ensure-programs.ts';
import { copySource, type SourceCopy } from '../source/copy-source.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import { type DeployRound, describeDeploys } from './describe-deploys.ts';
import { firstNewPage } from './first-new-page.ts';
import { createFlotillaCommand, type FlotillaCommand } from './flotilla-command.ts';
import { type StaticSite, startStaticSite } from './static-site.ts';

const app = 'users';
/** Times that a static deploy is repeated in a round, as it takes a few milliseconds. */
const repeats = 5;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
};

const repeated = async (work: (count: number) => Promise<number>): Promise<number> => {
	const times: number[] = [];
	for (let count = 0; count < repeats; count += 1) times.push(await work(count));
	return median(times);
};

interface Stage {
	registry: Service;
	flotilla: FlotillaCommand;
	/** Serves the remote's files, and a page that names its entry. */
	files: StaticSite;
	/** Serves the monolith. */
	monolith: StaticSite;
	source: SourceCopy;
	/** For what is about to be deployed. */
	folder: string;
}

/** Where a build's own entry is served, on the registry and on the site of its files. */
const entryOf = async (build: string): Promise<string> =>
	(JSON.parse(await readFile(join(build, buildManifestFile), 'utf8')) as { entry: string }).entry;

/** One change of the remote, and everything that brings it to people. */
const measureRound = async (stage: Stage, round: number, order: readonly string[]): Promise<DeployRound> => {
	const { registry, flotilla, files, monolith, source, folder } = stage;
	const page = `${registry.url}/${app}`;
	await source.changeUsers();
	const found: Partial<DeployRound> = {};
	const dist = join(source.folder, 'apps', app, 'dist');
	const asset = (entry: string) => `/assets/${app}/${entry}`;
	const before = await entryOf(dist);

	const redeployMonolith = async (release: string): Promise<number> => {
		const startedAt = performance.now();
		await runCommand(buildMonolith(source.folder));
		await monolith.deploy(monolithDist(source.folder), release);
		const html = await readFile(join(monolithDist(source.folder), 'index.html'), 'utf8');
		const script = /src="([^"]*index\.[^"]+\.js)"/.exec(html)?.[1];
		if (script === undefined) throw new Error('The monolith has no main script in its page.');
		await firstNewPage({ url: monolith.url, script });
		return performance.now() - startedAt;
	};

	const steps: Record<string, () => Promise<void>> = {
		async flotilla() {
			found.build = (await runCommand(buildApp(source.folder, app))).time;
			const entry = await entryOf(dist);
			const startedAt = performance.now();
			found.parts = await flotilla.publish(dist, `1.0.${round}`);
			const publishedAt = performance.now();
			await firstNewPage({ url: page, script: asset(entry) });
			found.page = performance.now() - publishedAt;
			found.publish = performance.now() - startedAt;
			found.rollback = await timed(async () => {
				await flotilla.rollback(app);
				await firstNewPage({ url: page, script: asset(before) });
			});
			found.promote = await timed(async () => {
				await flotilla.promote(app, `1.0.${round}`);
				await firstNewPage({ url: page, script: asset(entry) });
			});
			found.start = await flotilla.start();
		},
		async monolith() {
			found.monolith = await redeployMonolith(`m-${round}`);
		},
		async monolithAgain() {
			// Another change: what was built once might be found somewhere.
			await source.changeUsers();
			found.monolithAgain = await redeployMonolith(`again-${round}`);
		},
	};
	for (const step of order) await steps[step]?.();

	// The same files, each time with a page that names their entry anew.
	const build = join(folder, `build-${round}`);
	await cp(dist, build, { recursive: true });
	const entry = await entryOf(build);
	const deployed = async (name: string) => {
		for (let count = 0; count < repeats; count += 1) {
			await cp(build, join(folder, name, String(count)), { recursive: true });
			const html = `<!doctype html><script type="module" src="/${entry}?${name}-${count}"></script>`;
			await writeFile(join(folder, name, String(count), 'index.html'), html);
		}
		return repeated((count) =>
			timed(async () => {
				await files.deploy(join(folder, name, String(count)), `${name}-${count}`);
				await firstNewPage({ url: files.url, script: `/${entry}?${name}-${count}` });
			}),
		);
	};
	found.files = await deployed(`f-${round}`);
	found.filesAgain = await deployed(`g-${round}`);
	found.switch = await repeated((count) =>
		timed(async () => {
			const release = `f-${round}-${count}`;
			await files.switchTo(release);
			await firstNewPage({ url: files.url, script: `/${entry}?${release}` });
		}),
	);
	return found as DeployRound;
};

const measure: AimsBench['measure'] = async ({ rounds, seed, report }) => {
	ensurePrograms();
	report('building ...');
	await buildApps();
	const folder = await makeBenchFolder('deploy');
	const random = createRandom(seed);
	const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
	try {
		const source = await copySource('source');
		closing.push(source.remove);
		const port = await getPort();
		const registry = await startService({
			name: 'registry',
			script: join(root, 'apps/registry/src/main.ts'),
			env: { PORT: String(port), DATA_FOLDER: join(folder, 'data'), LOG_LEVEL: 'warn' },
			readyUrl: `http://127.0.0.1:${port}/readyz`,
			logFile: join(folder, 'registry.log'),
		});
		closing.push(registry.stop);
		const publishTokenFile = join(folder, 'data/publish-token');
		await publishApps({ suite: { registryUrl: registry.url, publishTokenFile } });
		const token = (await readFile(publishTokenFile, 'utf8')).trim();
		const flotilla = createFlotillaCommand({ registry: registry.url, token });
		const sites: StaticSite[] = [];
		for (const name of ['files', 'monolith']) {
			await mkdir(join(folder, name));
			const site = await startStaticSite(join(folder, name));
			closing.push(site.stop);
			sites.push(site);
		}
		const [files, monolith] = sites as [StaticSite, StaticSite];
		const stage = { registry, flotilla, files, monolith, source, folder };
		// What a rollback goes back to, and a first time that nobody counts.
		await runCommand(buildApp(source.folder, app));
		await flotilla.publish(join(source.folder, 'apps', app, 'dist'), '0.9.0');
		await measureRound(stage, 0, ['flotilla', 'monolith']);
		const taken: DeployRound[] = [];
		for (let round = 1; round <= rounds; round += 1) {
			const one = await measureRound(stage, round, shuffled(['flotilla', 'monolith', 'monolithAgain'], random));
			taken.push(one);
			report(
				`round ${round}: build ${one.build.toFixed(0)} and publish ${one.publish.toFixed(0)} ms, monolith ${one.monolith.toFixed(0)} ms`,
			);
		}
		const note = `${rounds} rounds, each one change of the remote \`${app}\`, over the embedded database and a folder`;
		return { aims: describeDeploys(taken, random), note, results: { samples: taken } };
	} finally {
		for (const close of closing.reverse()) await close();
	}
};

/** Answers the exit code; see `runAims`. */
export const bench = (args: string[]): Promise<number> => runAims({ name: 'deploy', rounds: 10, measure }, args);
