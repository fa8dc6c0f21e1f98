import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewOperation } from '@flotilla/data-cache';
import type { Browser } from '@playwright/test';
import getPort from 'get-port';
import { createRandom, type Random } from '../../bench/statistics/random.ts';
import { soakAccount, startApiProcess } from '../start-api-process.ts';
import { compare } from './compare.ts';
import { makeWrites, soakCollection } from './make-writes.ts';
import type { SoakPage } from './page.ts';
import { servePage } from './serve-page.ts';
import { createVictim, type Death, type Victim } from './victim.ts';

export interface SoakOutboxOptions {
	browser: Browser;
	/** How many writes are queued offline. */
	rounds: number;
	/** Tabs that send. One is killed after each of its steps in turn; several are killed at steps drawn by chance. Default 1. */
	tabs?: number;
	/** Of the writes, and of how pages die. Default 1. */
	seed?: number;
	report?(line: string): void;
}

export interface SoakOutboxResult {
	/** How often a page was killed, by the step after which. */
	kills: Record<string, number>;
	/** What is not as it has to be. Has to be empty. */
	problems: readonly string[];
}

/**
 * Queues writes in a page without a network, kills it after each one is stored, and then lets them be sent by pages of
 * which each is killed after a step: by navigation, by closing the tab, by crashing its process. In the end the real API
 * has to have exactly what one undisturbed page would have made of it.
 */
export const soakOutbox = async ({
	browser,
	rounds,
	tabs = 1,
	seed = 1,
	report = () => undefined,
}: SoakOutboxOptions): Promise<SoakOutboxResult> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-soak-'));
	const port = await getPort();
	const apiUrl = `http://127.0.0.1:${port}`;
	const random = createRandom(seed);
	const api = await startApiProcess({ folder, port, env: { ACCESS_TOKEN_TTL: '86400' } });
	const served = await servePage(apiUrl);
	const context = await browser.newContext();
	try {
		const { call, userId, token } = await signIn(apiUrl);
		await call('PUT', `/data/${soakCollection}/definition`, definition);
		const { writes, expected } = makeWrites(rounds, random);
		report('the API is there');
		const run: Run = { kills: {}, problems: [], random, report, userId, token };
		const victims = await Promise.all(Array.from({ length: tabs }, () => createVictim(context, served.url)));
		await queueAll(victims[0] as Victim, writes, run);
		report(`${writes.length} writes are queued`);
		await Promise.all(victims.map((victim) => sendAll(victim, tabs > 1, run)));
		run.problems.push(...(await compare(expected, (path) => call('GET', path))));
		return { kills: run.kills, problems: run.problems };
	} finally {
		await context.close();
		await served.close();
		await api.kill();
		await rm(folder, { recursive: true, force: true });
	}
};

interface Run {
	kills: Record<string, number>;
	problems: string[];
	random: Random;
	report(line: string): void;
	userId: string;
	token: string;
}

const open = ({ page }: Victim, { userId, token }: Run, isOnline: boolean): Promise<void> =>
	page.evaluate((options) => window.soak.open(options), { userId, token, isOnline } satisfies OpenOptions);

type OpenOptions = Parameters<SoakPage['open']>[0];

const kill = async (victim: Victim, run: Run): Promise<void> => {
	const step = await victim.doomed();
	run.kills[step] = (run.kills[step] ?? 0) + 1;
	const drawn = run.random();
	const death: Death = drawn < 0.9 ? 'replaced' : drawn < 0.98 ? 'closed' : 'crashed';
	await victim.kill(death);
};

/** Each write is stored before the page that made it dies; the next page finds it, once. */
const queueAll = async (victim: Victim, writes: readonly NewOperation[], run: Run): Promise<void> => {
	await open(victim, run, false);
	for (const [index, write] of writes.entries()) {
		victim.killAt(1);
		const queuing = victim.page.evaluate((queued) => window.soak.enqueue(queued), write).catch(() => {});
		await kill(victim, run);
		await queuing;
		await open(victim, run, false);
		const waiting = await victim.page.evaluate(() => window.soak.list());
		if (waiting.at(-1)?.id !== write.id || waiting.length !== index + 1) {
			run.problems.push(`${write.kind} ${write.id} was stored and is not there once`);
		}
		if ((index + 1) % 100 === 0) run.report(`${index + 1} writes are queued`);
	}
	await victim.kill('replaced');
};

/** Lets pages send, of which each is killed, until nothing waits. */
const sendAll = async (victim: Victim, byChance: boolean, run: Run): Promise<void> => {
	const stepsOfAnOperation = 4;
	for (let deaths = 0; ; deaths += 1) {
		victim.killAt(byChance ? 1 + Math.floor(run.random() * 20) : (deaths % stepsOfAnOperation) + 1);
		await open(victim, run, true);
		const empty = emptied(victim);
		const isEmpty = await Promise.race([victim.doomed().then(() => false), empty]);
		if (isEmpty) return;
		await kill(victim, run);
		await empty;
		const total = Object.values(run.kills).reduce((sum, count) => sum + count, 0);
		if (total % 200 === 0) run.report(`${total} kills`);
	}
};

/** False when the page dies before, or when something waits that no wait will help. */
const emptied = async ({ page }: Victim): Promise<boolean> => {
	try {
		await page.waitForFunction(() => window.soak.list().length === 0, undefined, { polling: 20, timeout: 0 });
		return true;
	} catch {
		return false;
	}
};

const definition = {
	owner: 'soak',
	schema: {
		type: 'object',
		required: ['text'],
		additionalProperties: false,
		properties: { text: { type: 'string' } },
	},
	permissions: { read: ['admin'], create: ['admin'], update: ['admin'], delete: ['admin'] },
};

const signIn = async (apiUrl: string) => {
	let token = '';
	const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		const response = await fetch(`${apiUrl}/api${path}`, {
			method,
			headers: {
				...(token !== '' && { authorization: `Bearer ${token}` }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
		return ((await response.json()) as { data: unknown }).data;
	};
	const signedIn = (await call('POST', '/auth/login', soakAccount)) as { token: string; user: { id: string } };
	({ token } = signedIn);
	return { call, token, userId: signedIn.user.id };
};
