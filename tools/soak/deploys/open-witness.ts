import type { Browser } from 'playwright-core';
import { fillSignIn } from '../../browser/fill-sign-in.ts';
import type { ComposedBuilds } from './compositions.ts';
import type { StampedPage } from './stamp-build.ts';
import { emptyFigures, watchTab } from './watch-tab.ts';

export interface Witness {
	/** Opens a page of the app, and resolves with the time (of `performance.now()`) at which this version of it runs there. */
	untilRunning(app: string, version: string): Promise<number>;
	close(): Promise<void>;
}

interface WitnessOptions {
	browser: Browser;
	url: string;
	account: { email: string; password: string };
	compositions: (id: string) => Promise<ComposedBuilds>;
	note(problem: string): void;
}

const pathOf: Readonly<Record<string, string>> = {
	shell: '/nothing-is-here',
	users: '/users',
	files: '/files',
	auth: '/auth/terms',
};

/** A browser that loads a page after each change, without a service worker, and sees which code it runs. */
export const openWitness = async ({ browser, url, account, compositions, note }: WitnessOptions): Promise<Witness> => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const tab = await watchTab({ page, name: 'witness', compositions, figures: emptyFigures(), note });
	await tab.load(() => fillSignIn(page, url, account));
	return {
		async untilRunning(app, version) {
			await tab.load(() => page.goto(`${url}${pathOf[app] ?? `/${app}`}`, { waitUntil: 'commit' }));
			await page.waitForFunction(
				(expected) => (window as StampedPage).__flotillaStamps?.[expected.app]?.has(expected.version) === true,
				{ app, version },
				{ timeout: 20_000, polling: 10 },
			);
			const runsAt = performance.now();
			await tab.examine();
			return runsAt;
		},
		async close() {
			await tab.close();
			await context.close();
		},
	};
};
