import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildManifest, buildManifestFile } from '@flotilla/contracts';
import type { Page } from '@playwright/test';
import { budgetedPages } from '../../tools/budget/budgeted-pages.ts';
import { findFirstLoad } from '../../tools/budget/find-first-load.ts';
import { builtFolders } from '../../tools/budget/measured-registry.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

/** What a page fetches by itself when it is up: what was kept, what tabs share, the way to the server, a button. */
const onDemandAtMost = 5;

/** Opens a page with nothing preloaded: its browser fetches what somebody asks for. */
const openWithoutPreloads = async (page: Page, url: string): Promise<void> => {
	await page.route(url, async (route) => {
		const response = await route.fetch();
		const body = (await response.text()).replaceAll(/<link rel="(?:module)?preload"[^>]*>/g, '');
		await route.fulfill({ response, body });
	});
	await page.goto(url);
};

/** The scripts and style sheets of the apps that it has fetched by now. */
const fetchedBy = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => new URL(name).pathname)
			.filter((path) => /^\/assets\/.*\.(?:m?js|css)$/.test(path)),
	);

const readManifests = () =>
	Promise.all(
		builtFolders().map(async (folder) =>
			buildManifest.parse(JSON.parse(await readFile(join(folder, buildManifestFile), 'utf8'))),
		),
	);

// `npm run budget` counts without a browser: it has to count what one needs.
for (const { name, path, signedIn, slot } of budgetedPages) {
	test(`the first load of ${name} is what its budget counts, and nothing of that is fetched in vain`, async ({
		suite,
		openBrowser,
	}) => {
		// A page that the test answers for is from nowhere, to the browser, and may not open a socket to this machine.
		const page = await openBrowser({ expectedMessages: [/BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS/] });
		// It would fetch what the page does not need.
		await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
		if (signedIn) await signIn(page, suite.url);
		const ask = async (url: string) =>
			(await fetch(new URL(url, suite.url), { headers: { accept: 'text/html,*/*' } })).text();
		const counted = await findFirstLoad({ html: await ask(path), slot, manifests: await readManifests(), read: ask });
		await openWithoutPreloads(page, `${suite.url}${path}`);
		await expect
			.poll(async () => {
				const fetched = await fetchedBy(page);
				return counted.filter((url) => !fetched.includes(url));
			}, 'counted, and nobody asks for it')
			.toEqual([]);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const onDemand = (await fetchedBy(page)).filter((url) => !counted.includes(url));
		expect(onDemand.length, onDemand.join()).toBeLessThanOrEqual(onDemandAtMost);
	});
}
