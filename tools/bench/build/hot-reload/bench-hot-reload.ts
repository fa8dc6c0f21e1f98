import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../browser/find-chromium.ts';
import { createRandom, shuffled } from '../../statistics/random.ts';
import { type DevServer, startDevServers } from './start-dev-servers.ts';

/** Milliseconds from saving a file to the first frame after its text is in the page. */
export interface HotReloadRound {
	inShell: number;
	rsbuild: number;
	rsbuildAgain: number;
}

export interface HotReloadOptions {
	rounds: number;
	seed: number;
	report(line: string): void;
}

interface Watched {
	/** Changes the source and waits for it. */
	change(): Promise<number>;
}

/** Milliseconds until a change that does not come is given up. */
const patience = 30_000;

/** Runs in the page: tells of every change of its text, once it was painted. */
const reportText = (): void => {
	const told = globalThis as unknown as { benchText(text: string): void };
	let asked = false;
	const observer = new MutationObserver(() => {
		if (asked) return;
		asked = true;
		requestAnimationFrame(() => {
			asked = false;
			told.benchText(document.body?.innerText ?? '');
		});
	});
	observer.observe(document, { childList: true, subtree: true, characterData: true });
};

/** An open sign-in page, which is not loaded again in between, unless the server itself does it. */
const watchPage = async (page: Page, { url, source }: DevServer): Promise<Watched> => {
	let waiting: { text: string; done: PromiseWithResolvers<number> } | undefined;
	await page.exposeFunction('benchText', (text: string) => {
		if (waiting !== undefined && text.includes(waiting.text)) waiting.done.resolve(performance.now());
	});
	await page.addInitScript(reportText);
	await page.goto(`${url}/auth/sign-in`);
	await page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: patience });
	return {
		async change() {
			const done = Promise.withResolvers<number>();
			const timer = setTimeout(() => done.reject(new Error(`${url} did not show a change.`)), patience);
			const startedAt = performance.now();
			waiting = { text: await source.changeSignIn(), done };
			try {
				return (await done.promise) - startedAt;
			} finally {
				clearTimeout(timer);
			}
		},
	};
};

/** Both servers with a page each in one Chromium, changed one after the other. */
export const benchHotReload = async ({ rounds, seed, report }: HotReloadOptions): Promise<HotReloadRound[]> => {
	const random = createRandom(seed);
	const servers = await startDevServers();
	let browser: Browser | undefined;
	try {
		const executablePath = findChromium();
		browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath && { executablePath }) });
		const open = async (server: DevServer) => {
			// A window each: a page in the background paints no frames.
			const context = await (browser as Browser).newContext({ viewport: { width: 1280, height: 800 } });
			return watchPage(await context.newPage(), server);
		};
		const inShell = await open(servers.inShell);
		const rsbuild = await open(servers.rsbuild);
		for (const watched of [inShell, rsbuild, inShell, rsbuild]) await watched.change();
		const taken: HotReloadRound[] = [];
		for (let round = 0; round < rounds; round += 1) {
			const one: Partial<HotReloadRound> = {};
			for (const side of shuffled(['inShell', 'rsbuild', 'rsbuildAgain'] as const, random)) {
				one[side] = await (side === 'inShell' ? inShell : rsbuild).change();
			}
			taken.push(one as HotReloadRound);
		}
		report(`hot reload: ${rounds} rounds`);
		return taken;
	} finally {
		await browser?.close();
		await servers.stop();
	}
};
