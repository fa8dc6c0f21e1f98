import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { createRandom } from '../../bench/statistics/random.ts';
import { createCompositions } from './compositions.ts';
import { createDeployer, type MadeChange } from './deployer.ts';
import { openWitness } from './open-witness.ts';
import { type TimedChange, timeChange } from './time-changes.ts';
import { beginVisit, type Visit, type Visitor } from './visit.ts';
import { watchPages } from './watch-pages.ts';
import { emptyFigures, type TabFigures } from './watch-tab.ts';

export interface DeploysOptions {
	/** Deploys and rollbacks, about as many of each. */
	rounds: number;
	seed: number;
	/** Visitors are spread over them. */
	browsers: readonly Browser[];
	visitors: readonly Visitor[];
	suite: { url: string; registryUrl: string };
	/** May publish every app. */
	token: string;
	account: { email: string; password: string };
	/** The folder of each app's build; the shell's is the first. */
	builds: ReadonlyMap<string, string>;
	/** A folder for copies of builds. */
	temporary: string;
	report(line: string): void;
	/** Milliseconds between two steps of a visitor, on average. Default 1,500. */
	stepPause?: number;
	/** Milliseconds between two changes, on average. Default 1,000. */
	changePause?: number;
}

export interface DeploysResult {
	problems: string[];
	changes: TimedChange[];
	/** Pages that were loaded by HTTP alone. */
	pagesByHttp: number;
	tabs: TabFigures;
	/** Steps that led to where they should, by name. */
	steps: Map<string, number>;
}

/** Milliseconds in which new pages have to have what a command answered. */
const visibleWithin = 20_000;
/** Problems after which nothing more is to be learned. */
const mostProblems = 100;

/**
 * Deploys and rolls back while visitors use the application. Resolves with what went wrong, and with how long it took
 * until new pages had each change.
 */
export const runDeploys = async ({
	rounds,
	seed,
	browsers,
	visitors,
	suite: { url, registryUrl },
	token,
	account,
	builds,
	temporary,
	report,
	stepPause = 1_500,
	changePause = 1_000,
}: DeploysOptions): Promise<DeploysResult> => {
	const random = createRandom(seed);
	const problems: string[] = [];
	const note = (problem: string): void => {
		problems.push(problem);
		report(`! ${problem}`);
	};
	const compositions = createCompositions(registryUrl);
	const deployer = createDeployer({ registryUrl, token, builds, random, temporary });
	await deployer.begin();

	const life = new AbortController();
	const figures = emptyFigures();
	const steps = new Map<string, number>();
	const onStep = (name: string) => steps.set(name, (steps.get(name) ?? 0) + 1);
	const visits: Visit[] = [];
	const changes: TimedChange[] = [];
	const shared = { url, account, compositions, figures, onStep, note, pause: stepPause, signal: life.signal };
	const pages = watchPages({ url, paths: ['/', '/users', '/files', '/auth/sign-in'], compositions, note });
	try {
		for (const [index, visitor] of visitors.entries()) {
			const browser = browsers[index % browsers.length] as Browser;
			visits.push(await beginVisit({ ...shared, visitor, browser, random: createRandom(seed + index + 1) }));
		}
		const witness = await openWitness({ browser: browsers[0] as Browser, url, account, compositions, note });
		report(`${visitors.length} browsers are in`);

		const make = async (kind: 'deploy' | 'rollBack'): Promise<void> => {
			pages.expect(null);
			const change = await deployer[kind]();
			const { compositionId, startedAt: since } = change;
			pages.expect(compositionId);
			const sight = await pages.firstSight(compositionId, { since, within: visibleWithin });
			changes.push(timeChange(change, sight, await untilItRuns(change)));
			await delay(changePause * (0.5 + random()));
		};
		const untilItRuns = async ({ app, compositionId, answeredAt }: MadeChange): Promise<number | null> => {
			if (app === null) return null;
			const version = (await compositions(compositionId)).versions.get(app);
			return version === undefined ? null : (await witness.untilRunning(app, version)) - answeredAt;
		};
		for (let change = 1; change <= rounds && problems.length <= mostProblems; change += 1) {
			try {
				await make(deployer.canRollBack() && random() < 0.5 ? 'rollBack' : 'deploy');
			} catch (error) {
				note(error instanceof Error ? error.message : String(error));
			}
			if (change % 20 === 0) report(`${change} deploys and rollbacks, ${problems.length} problems`);
		}
		await witness.close();
	} finally {
		life.abort();
		await Promise.all(visits.map(({ ended }) => ended));
		await pages.stop();
	}
	return { problems, changes, pagesByHttp: pages.count(), tabs: figures, steps };
};
