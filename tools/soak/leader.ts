import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { NewEvent } from '../../apps/api/src/realtime/event-log.ts';
import { type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { createRandom } from '../bench/statistics/random.ts';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { serveTabs } from './tabs/serve-tabs.ts';

export interface LeaderSoakOptions {
	/** Times that the leading tab ends: by turns closed, crashed, hung, and frozen. */
	rounds: number;
	seed: number;
	report(line: string): void;
	/** Tabs of one browser that are open at a time. Default 20. */
	tabs?: number;
}

export interface LeaderSoakResult {
	/** What went wrong. */
	problems: string[];
	/** Events that were written, all of which every tab has to get. */
	written: number;
	/** Connections that the server counted while nothing was being ended. */
	connections: number;
	/** Milliseconds from each end of a leader to the first event that came over the next one's connection. */
	failovers: number[];
}

interface Tab {
	page: Page;
	/** Events that were written before it was opened. */
	from: number;
}

/** Milliseconds within which another tab has to have taken over. */
const failoverLimit = 5_000;

const ways = ['closed', 'crashed', 'hung', 'frozen'] as const;

/** The process of the tab ends, without a word to the page. */
const crash = async (page: Page): Promise<void> => {
	const crashed = page.waitForEvent('crash');
	const client = await page.context().newCDPSession(page);
	// Nobody is left to answer.
	client.send('Page.crash').catch(() => undefined);
	await crashed;
	await page.close();
};

/**
 * Keeps the tab from doing anything for a while, though the browser counts it among the living and it
 * holds the lock. Announced, it is told before and after, as a browser does that freezes it; Chromium
 * without a window does not freeze a page by itself.
 */
const hold = (page: Page, { isAnnounced }: { isAnnounced: boolean }): Promise<void> =>
	page.evaluate(
		({ time, announced }) => {
			setTimeout(() => {
				if (announced) document.dispatchEvent(new Event('freeze'));
				setTimeout(() => {
					const end = Date.now() + time;
					while (Date.now() < end);
					if (announced) document.dispatchEvent(new Event('resume'));
				});
			});
		},
		{ time: failoverLimit, announced: isAnnounced },
	);

/** Connections as the server counts them. */
const countConnections = async (api: StartedApi): Promise<number> => {
	const text = await (await api.request('/metrics')).text();
	return Number(/^flotilla_realtime_connections (\d+)/m.exec(text)?.[1]);
};

const eventually = async (what: string, check: () => Promise<boolean>, limit = 20_000): Promise<string | null> => {
	const deadline = Date.now() + limit;
	while (Date.now() < deadline) {
		if (await check()) return null;
		await delay(50);
	}
	return `${what}: not within ${limit / 1000} s`;
};

/**
 * Ends the leading tab of a browser again and again while events are written. Resolves with which tab
 * did not get every event once and in order, and how long it took another to take over.
 */
export const soakLeader = async ({ rounds, seed, report, tabs = 20 }: LeaderSoakOptions): Promise<LeaderSoakResult> => {
	const random = createRandom(seed);
	const problems: string[] = [];
	const failovers: number[] = [];
	const api = await startApi({ accessTokenTtl: 36_000 });
	const server = await serveTabs(api.url);
	const executablePath = findChromium();
	const browser = await chromium.launch({
		args: [...chromiumArgs],
		...(executablePath === undefined ? {} : { executablePath }),
	});
	const context: BrowserContext = await browser.newContext();
	const written: string[] = [];
	let connections = 0;
	let writing = true;
	try {
		const { token, user } = await api.signIn();
		const openTab = async (): Promise<Tab> => {
			const page = await context.newPage();
			await page.goto(server.url);
			await page.waitForFunction(() => typeof window.startPage === 'function');
			const from = written.length;
			const position = await api.api.events.position();
			await page.evaluate((options) => window.startPage(options), { token, userId: user.id, position });
			return { page, from };
		};
		const write = async (): Promise<void> => {
			while (writing) {
				const ids = Array.from({ length: 1 + Math.floor(random() * 3) }, () => crypto.randomUUID());
				// Before it is stored: a tab that opens meanwhile begins after it or before it, never in between.
				await lock(async () => {
					await api.api.events.write(async (_transaction, append) => {
						for (const id of ids)
							await append({ type: 'users:deleted', payload: { id }, permission: 'users:read' } satisfies NewEvent);
					});
					written.push(...ids);
				});
				await delay(random() * 20);
			}
		};
		const lock = createMutex();
		const openLocked = () => lock(openTab);

		const open: Tab[] = [];
		for (let index = 0; index < tabs; index += 1) open.push(await openLocked());
		const load = write();
		const note = (problem: string | null): void => {
			if (problem !== null) problems.push(problem);
		};
		note(await eventually('one connection', async () => (await countConnections(api)) === 1));
		connections = await countConnections(api);
		report(`${tabs} tabs over ${connections} connection(s)`);

		for (let round = 1; round <= rounds; round += 1) {
			await delay(random() * 300);
			const roles = await Promise.all(open.map(({ page }) => page.evaluate(() => window.soakPage.realtime.role)));
			const at = roles.indexOf('leader');
			const leader = open[at];
			if (leader === undefined) {
				problems.push(`round ${round}: nobody led`);
				continue;
			}
			open.splice(at, 1);
			const witness = open[0];
			const endedAt = Date.now();
			const way = ways[round % ways.length];
			if (way === 'closed') await leader.page.close();
			else if (way === 'crashed') await crash(leader.page);
			else await hold(leader.page, { isAnnounced: way === 'frozen' });
			// What is written from now on came over the next leader's connection, or over the last breath of this one.
			const mark = await lock(async () => written.length);
			const problem = await eventually(
				`round ${round}: the next leader after one that was ${way}`,
				async () => {
					const { role, heard } = (await witness?.page.evaluate(async () => ({
						role: window.soakPage.realtime.state,
						heard: window.soakPage.heard.length,
					}))) ?? { role: '', heard: 0 };
					const leads = await Promise.all(
						open.map(({ page }) => page.evaluate(() => window.soakPage.realtime.role === 'leader')),
					);
					return role === 'connected' && leads.includes(true) && heard + (witness?.from ?? 0) > mark;
				},
				failoverLimit,
			);
			note(problem);
			failovers.push(Date.now() - endedAt);
			// A hung or frozen leader wakes, and has to follow from where it was.
			if (way === 'hung' || way === 'frozen') open.push(leader);
			else open.push(await openLocked());
			if (round % 10 === 0) report(`round ${round}: ${written.length} events, ${problems.length} problems`);
		}
		writing = false;
		await load;

		for (const [index, { page, from }] of open.entries()) {
			const expected = written.slice(from);
			const read = () => page.evaluate(() => ({ heard: window.soakPage.heard, resyncs: window.soakPage.resyncs }));
			note(await eventually(`tab ${index}`, async () => (await read()).heard.at(-1) === expected.at(-1)));
			const { heard, resyncs } = await read();
			const isRight = heard.length === expected.length && heard.every((id, place) => id === expected[place]);
			if (!isRight) problems.push(`tab ${index}: ${heard.length} of ${expected.length} events, or out of order`);
			if (resyncs.length > 0) problems.push(`tab ${index}: told ${resyncs.length} times to fetch again`);
		}
		note(await eventually('one connection in the end', async () => (await countConnections(api)) === 1));
		const slowest = Math.max(0, ...failovers);
		report(`${written.length} events, ${failovers.length} changes of leader, the slowest in ${slowest} ms`);
	} finally {
		writing = false;
		await browser.close();
		await server.stop();
		await api.stop();
	}
	return { problems, written: written.length, connections, failovers };
};

/** One at a time, in the order of asking. */
const createMutex = () => {
	let last: Promise<unknown> = Promise.resolve();
	return <T>(task: () => Promise<T>): Promise<T> => {
		const run = last.then(task, task);
		last = run.catch(() => undefined);
		return run;
	};
};
