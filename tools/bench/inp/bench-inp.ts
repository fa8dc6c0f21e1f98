import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../browser/ensure-chromium.ts';
import { fillSignIn } from '../../browser/fill-sign-in.ts';
import { chromiumArgs, findChromium } from '../../browser/find-chromium.ts';
import { buildApps, root } from '../../suite/build-apps.ts';
import { type ServedSuite, serveSuite } from '../../suite/serve-suite.ts';
import { percentile } from '../statistics/percentile.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { shortestTold, type WatchedInteractions, watchInteractions } from './watch-interactions.ts';

/** Milliseconds that 98 of 100 interactions may take. */
const aim = 100;
/** How many times slower the processor is made: that of a phone of the middle class. */
const slowdown = 4;
/** What is typed into the search, letter by letter, and taken back. */
const words = ['nguyen', 'okafor', 'håkon', 'maria', 'flotilla.test'];
/** Milliseconds between two keys of somebody who types quickly. */
const keyPause = 90;
const ticks = 40;

interface Interaction {
	name: string;
	/** How many interactions. */
	count: number;
	/** Milliseconds; what is less than `shortestTold` counts for that. */
	median: number;
	p98: number;
	slowest: number;
}

const usage = 'npm run bench -- inp [--people 100000] [--no-save]';

/** `npm run bench -- inp`. Answers the exit code: 1 when an interaction takes longer than it may, 2 for bad options. */
export const bench = async (args: string[]): Promise<number> => {
	const { values } = parseArgs({
		args,
		options: { people: { type: 'string', default: '100000' }, 'no-save': { type: 'boolean', default: false } },
	});
	const people = Number(values.people);
	if (!Number.isInteger(people) || people < 100) {
		console.error(`--people is a whole number from 100 on. ${usage}`);
		return 2;
	}
	ensureChromium();
	console.log(`Building the suite and starting it with ${people.toLocaleString('en')} people ...`);
	await buildApps();
	const suite = await serveSuite({ env: { DEMO_USERS: String(people) }, readyTimeout: 300_000 });
	let browser: Browser | undefined;
	try {
		browser = await launch(suite);
		const interactions = await measure(browser, suite, people);
		const table = describe(interactions);
		console.log(`\n${table}\n`);
		if (!values['no-save']) await save({ interactions, table, people, chromium: browser.version() });
		return interactions.every(({ p98 }) => p98 <= aim) ? 0 : 1;
	} finally {
		await browser?.close();
		await suite.stop();
	}
};

const launch = ({ certificate }: ServedSuite): Promise<Browser> => {
	const executablePath = findChromium();
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: [...chromiumArgs, `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`],
	});
};

const measure = async (browser: Browser, suite: ServedSuite, people: number): Promise<Interaction[]> => {
	await assertPeople(suite, people);
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	const watched = await watchInteractions(page);
	await fillSignIn(page, suite.url, suite.account);
	await page.goto(`${suite.url}/users`);
	await page.locator('[data-user-id]').first().waitFor();
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	const typing = await typeInSearch(page, watched);
	console.log(describe([typing]));
	return [typing, await tickRows(page, watched)];
};

/** Figures about a short list would say nothing: the last page of as many people as were wanted has somebody on it. */
const assertPeople = async ({ url, account }: ServedSuite, people: number): Promise<void> => {
	const answer = await fetch(`${url}/api/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(account),
	});
	const { data } = (await answer.json()) as { data: { token: string } };
	const limit = 100;
	const list = await fetch(`${url}/api/users?limit=${limit}&page=${Math.floor(people / limit)}`, {
		headers: { authorization: `Bearer ${data.token}` },
	});
	const found = ((await list.json()) as { data: unknown[] }).data;
	if (!list.ok || found.length === 0)
		throw new Error(`The API has fewer than ${people} people: DEMO_USERS was not heeded.`);
};

const typeInSearch = async (page: Page, watched: WatchedInteractions): Promise<Interaction> => {
	const field = page.getByRole('searchbox').first();
	await field.click();
	await watched.begin();
	let count = 0;
	for (const word of words) {
		await field.pressSequentially(word, { delay: keyPause });
		// What was found comes in, and is drawn, between these keys and the next.
		await page.waitForTimeout(600);
		for (const _ of word) await page.keyboard.press('Backspace', { delay: keyPause });
		count += 2 * word.length;
	}
	return summarize('typing in the search', await watched.durations(), count);
};

const tickRows = async (page: Page, watched: WatchedInteractions): Promise<Interaction> => {
	await page.getByRole('searchbox').first().fill('');
	const boxes = page.locator('[role=gridcell] input[type=checkbox], td input[type=checkbox]');
	await boxes.first().waitFor();
	await watched.begin();
	for (let index = 0; index < ticks; index += 1) {
		const box = boxes.nth(index % 10);
		await box.click();
		await page.waitForTimeout(keyPause);
	}
	return summarize('ticking a row', await watched.durations(), ticks);
};

/** The browser does not tell of quick ones: they are known by their number. */
const summarize = (name: string, told: readonly number[], count: number): Interaction => {
	const quick = Array.from({ length: Math.max(0, count - told.length) }, () => shortestTold);
	const all = [...told, ...quick];
	return { name, count, median: percentile(all, 0.5), p98: percentile(all, 0.98), slowest: Math.max(...all) };
};

const describe = (interactions: readonly Interaction[]): string =>
	[
		'| ms to the next paint | interactions | median | 98 of 100 within | slowest | aim | |',
		'|---|--:|--:|--:|--:|--:|---|',
		...interactions.map(
			({ name, count, median, p98, slowest }) =>
				`| ${name} | ${count} | ${median} | ${p98} | ${slowest} | <= ${aim} | ${p98 <= aim ? 'holds' : '**missed**'} |`,
		),
	].join('\n');

interface Results {
	interactions: readonly Interaction[];
	table: string;
	people: number;
	chromium: string;
}

const save = async ({ interactions, table, people, chromium: version }: Results): Promise<void> => {
	const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, chromium: version };
	await mkdir(join(root, 'docs/performance'), { recursive: true });
	const data = { date: new Date().toISOString(), machine, people, slowdown, interactions };
	await writeFile(join(root, 'docs/performance/inp.json'), `${JSON.stringify(data, null, 2)}\n`);
	const page = join(root, 'docs/performance.md');
	const note = `A list of ${people.toLocaleString('en')} people, processor ${slowdown} times slower, on ${machine.cores} cores of ${machine.processor}, Chromium ${version}.`;
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), 'inp', `${table}\n\n${note}`));
	console.log('Wrote docs/performance.md and docs/performance/inp.json');
};
