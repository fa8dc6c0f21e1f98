import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { demoPassword, startTestSuite, type TestSuite } from '../../e2e/fixtures/suite.ts';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { browserApps, buildApps, root } from '../suite/build-apps.ts';
import { type DeploysOptions, type DeploysResult, runDeploys } from './deploys/soak-deploys.ts';
import { describeTimes } from './deploys/time-changes.ts';
import type { Visitor } from './deploys/visit.ts';

export interface DeploySoakOptions {
	/** Deploys and rollbacks, about as many of each. */
	rounds: number;
	seed: number;
	report(line: string): void;
}

/** Ten browsers: what people have open, and what they do about a new version. */
const visitors: readonly Visitor[] = [
	{ name: 'one tab 1' },
	{ name: 'one tab 2' },
	{ name: 'one tab 3, keeps what it has', takesOffers: false },
	{ name: 'two tabs 1', tabs: 2 },
	{ name: 'two tabs 2', tabs: 2 },
	{ name: 'three tabs', tabs: 3 },
	{ name: 'no service worker 1', serviceWorker: false },
	{ name: 'no service worker 2', serviceWorker: false },
	{ name: 'signed out 1', signedIn: false },
	{ name: 'signed out 2', signedIn: false, serviceWorker: false },
];

interface SuiteDeploysOptions
	extends Pick<DeploysOptions, 'rounds' | 'seed' | 'browsers' | 'visitors' | 'report' | 'stepPause' | 'changePause'> {
	/** Of which everything is published once. */
	suite: TestSuite;
}

/** `runDeploys` of what was built, over a suite that runs. */
export const deployWhileVisited = async ({ suite, ...options }: SuiteDeploysOptions): Promise<DeploysResult> => {
	const folder = join(root, '.flotilla/e2e');
	await mkdir(folder, { recursive: true });
	const temporary = await mkdtemp(join(folder, 'deploys-'));
	try {
		return await runDeploys({
			...options,
			suite,
			token: (await readFile(suite.publishTokenFile, 'utf8')).trim(),
			account: { email: 'admin@flotilla.test', password: demoPassword },
			builds: new Map(browserApps.map((app) => [app, join(root, 'apps', app, 'dist')])),
			temporary,
		});
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
};

/** Deploys and takes back while ten browsers click around. Resolves with what went wrong. */
export const soakDeploys = async ({ rounds, seed, report }: DeploySoakOptions): Promise<readonly string[]> => {
	await buildApps();
	const executablePath = findChromium();
	const launch = () => chromium.launch({ args: [...chromiumArgs], ...(executablePath && { executablePath }) });
	const suite = await startTestSuite({ env: { AUTH_RATE_LIMIT: '0' } });
	const browsers: Browser[] = [];
	try {
		browsers.push(await launch(), await launch());
		const { problems, changes, pagesByHttp, tabs, steps } = await deployWhileVisited({
			...{ suite, browsers, visitors, rounds, seed, report },
		});
		report(`${cpus().length} processors, load ${loadavg().map(Math.round).join(', ')} (1, 5, 15 min)`);
		for (const line of describeTimes(changes)) report(line);
		const taken = [...steps.values()].reduce((sum, count) => sum + count, 0);
		report(`${taken} steps: ${[...steps].map(([name, count]) => `${name} ${count}`).join(', ')}`);
		report(
			`${tabs.loads} page loads in browsers, ${pagesByHttp} by HTTP; ${tabs.compositions.size} compositions in browsers, ${tabs.wentOn} pages went on with another one; ${tabs.files} files of builds, none of another composition unless it says so`,
		);
		report(`${[...tabs.ownLoads.values()].reduce((sum, count) => sum + count, 0)} loads that a page began by itself`);
		return problems;
	} finally {
		for (const browser of browsers) await browser.close();
		await suite.dispose();
	}
};
