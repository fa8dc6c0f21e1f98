import type { BrowserContext, Page } from '@playwright/test';

/** How a page ends: another one takes its place, its tab is closed, or its process dies. */
export type Death = 'replaced' | 'closed' | 'crashed';

/** A tab that lives to be killed. */
export interface Victim {
	readonly page: Page;
	/** From now on it is killed at the `at`th step that it reaches; never: Infinity. */
	killAt(at: number): void;
	/** Resolves at the step at which it is to be killed; until then it stands still. */
	doomed(): Promise<string>;
	kill(death: Death): Promise<void>;
}

export const createVictim = async (context: BrowserContext, url: string): Promise<Victim> => {
	let page = await context.newPage();
	let left = Number.POSITIVE_INFINITY;
	let { promise, resolve } = Promise.withResolvers<string>();

	const prepare = async (fresh: Page): Promise<void> => {
		await fresh.exposeFunction('reached', (step: string) => {
			left -= 1;
			if (left > 0) return undefined;
			resolve(step);
			return new Promise(() => {});
		});
		await fresh.goto(url);
	};
	await prepare(page);

	return {
		get page() {
			return page;
		},
		killAt(at) {
			left = at;
			({ promise, resolve } = Promise.withResolvers<string>());
		},
		doomed: () => promise,
		async kill(death) {
			left = Number.POSITIVE_INFINITY;
			if (death === 'replaced') {
				await page.goto(url);
				return;
			}
			const old = page;
			page = await context.newPage();
			if (death === 'crashed') await crash(old);
			await old.close();
			await prepare(page);
		},
	};
};

const crash = async (page: Page): Promise<void> => {
	const session = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	// It is not answered: who should?
	void session.send('Page.crash').catch(() => {});
	await crashed;
};
