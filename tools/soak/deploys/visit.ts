import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Random } from '../../bench/statistics/random.ts';
import { fillSignIn } from '../../browser/fill-sign-in.ts';
import type { ComposedBuilds } from './compositions.ts';
import { type Draw, type Step, stepsInside, stepsOutside, takeOffer } from './steps.ts';
import { type TabFigures, type WatchedTab, watchTab } from './watch-tab.ts';

export interface Visitor {
	name: string;
	/** Default true. */
	signedIn?: boolean;
	/** Tabs of its browser. Default 1. */
	tabs?: number;
	/** Default true. */
	serviceWorker?: boolean;
	/** Whether it takes the new version when it is offered one. Default true. */
	takesOffers?: boolean;
}

export interface VisitOptions {
	visitor: Visitor;
	browser: Browser;
	url: string;
	account: { email: string; password: string };
	compositions: (id: string) => Promise<ComposedBuilds>;
	random: Random;
	figures: TabFigures;
	/** Called for each step that led to where it should. */
	onStep(name: string): void;
	note(problem: string): void;
	/** Milliseconds between two steps, from half of it to one and a half times. */
	pause: number;
	/** Ends the visit, after the step that is under way. */
	signal: AbortSignal;
}

export interface Visit {
	/** Settles when all tabs are closed. */
	ended: Promise<void>;
}

/** Milliseconds after which a step is given up, whatever it waits for. */
const longestStep = 180_000;

/** Opens a browser with its own cookies and storage, signs in if it is to, and uses the application until it is told to end. */
export const beginVisit = async ({
	visitor: { name, signedIn = true, tabs: count = 1, serviceWorker = true, takesOffers = true },
	browser,
	url,
	account,
	compositions,
	random,
	figures,
	onStep,
	note,
	pause,
	signal,
}: VisitOptions): Promise<Visit> => {
	const context: BrowserContext = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		serviceWorkers: serviceWorker ? 'allow' : 'block',
	});
	const tabs: WatchedTab[] = [];
	for (let index = 0; index < count; index += 1) {
		const page = await context.newPage();
		tabs.push(await watchTab({ page, name: `${name}, tab ${index + 1}`, compositions, figures, note }));
	}
	const [first] = tabs;
	if (first !== undefined && signedIn) await first.load(() => fillSignIn(first.page, url, account));
	for (const tab of tabs) if (tab !== first || !signedIn) await tab.load(() => tab.page.goto(url));

	const steps = signedIn ? stepsInside : stepsOutside;
	const oneOf: Draw['oneOf'] = (choices) => choices[Math.floor(random() * choices.length)] ?? choices[0];
	const drawStep = (): Step => {
		let left = random() * steps.reduce((sum, { weight }) => sum + weight, 0);
		for (const step of steps) {
			left -= step.weight;
			if (left < 0) return step;
		}
		return steps[0] as Step;
	};
	const take = async (tab: WatchedTab): Promise<void> => {
		const step = drawStep();
		const before = tab.page.url();
		try {
			if (takesOffers && (await takeOffer(tab))) onStep('offer');
			await step.run(tab, { url, oneOf });
			await tab.examine();
			onStep(step.name);
		} catch (error) {
			const waits = tab.waitsFor().join(', ') || 'nothing';
			const seen = await tab.page.evaluate(() => document.body.innerText.slice(0, 200)).catch(() => 'nothing');
			const what = error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : String(error);
			note(
				`${name}: "${step.name}" from ${before} to ${tab.page.url()}: ${what}. There is: ${seen.replaceAll(/\s+/g, ' ')}. It waits for: ${waits}`,
			);
			await tab.load(() => tab.page.goto(url)).catch(() => undefined);
		}
	};
	/** A page that hangs answers no question either, and must not keep the visit from its end. */
	const takeInTime = async (tab: WatchedTab): Promise<void> => {
		const done = new AbortController();
		const overdue = delay(longestStep, undefined, { signal: done.signal }).then(
			() => note(`${name}: nothing answers at ${tab.page.url()} any more`),
			() => undefined,
		);
		await Promise.race([take(tab).finally(() => done.abort()), overdue]);
	};
	const visit = async (): Promise<void> => {
		while (!signal.aborted) {
			const tab = tabs[Math.floor(random() * tabs.length)];
			if (tab !== undefined) await takeInTime(tab);
			await delay(pause * (0.5 + random()), undefined, { signal }).catch(() => undefined);
		}
		for (const tab of tabs) await tab.close();
		await context.close();
	};
	return { ended: visit() };
};
