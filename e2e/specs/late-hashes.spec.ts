import type { Page } from '@playwright/test';
import { untilKept } from '../fixtures/service-worker.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

const document = '**/integrity.json';

/** It would fetch what the page does not need, and keep the page itself. */
const withoutWorker = (page: Page) =>
	page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));

const fetchedBy = (page: Page): Promise<string[]> =>
	page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });

for (const [path, language] of [
	['/users', 'en'],
	['/users', 'de'],
	['/files', 'en'],
	['/auth/sign-in', 'de'],
] as const) {
	test(`${path}, read in ${language}, comes with the hashes of all that it loads by itself`, async ({
		suite,
		openBrowser,
	}) => {
		const page = await openBrowser();
		await withoutWorker(page);
		if (path !== '/auth/sign-in') await signIn(page, suite.url);
		else await page.goto(suite.url);
		await page.evaluate((chosen) => localStorage.setItem('flotilla.language', chosen), language);
		await page.goto(`${suite.url}${path}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await page.waitForLoadState('networkidle');
		expect((await fetchedBy(page)).filter((address) => address.endsWith('integrity.json'))).toEqual([]);
	});
}

test('a part that is opened before its hash is there opens once it is, and its bytes are fetched meanwhile', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	await withoutWorker(page);
	await signIn(page, suite.url);
	const held = Promise.withResolvers<void>();
	await page.route(document, async (route) => {
		await held.promise;
		await route.continue();
	});
	await page.goto(`${suite.url}/users`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.waitForLoadState('networkidle');
	const before = await fetchedBy(page);

	await test.step('of the shell', async () => {
		await page.keyboard.press('Control+k');
		await expect.poll(async () => (await fetchedBy(page)).length).toBeGreaterThan(before.length);
		await expect(palette(page)).toHaveCount(0);
		held.resolve();
		await expect(palette(page)).toBeVisible();
	});

	await test.step('of the remote, at an address that needs it at once', async () => {
		await page.goto(`${suite.url}/users/new`);
		await expect(page.getByRole('heading', { name: 'New person' })).toBeVisible();
	});
});

test('a document that does not come, or is another one, is a part that could not be loaded, and one that loads later', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({
		expectedMessages: [/ERR_FAILED/, /integrity/],
	});
	await withoutWorker(page);
	await signIn(page, suite.url);
	await page.route(document, (route) => route.abort());
	await page.goto(`${suite.url}/users`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.evaluate(() => void Reflect.set(window, 'sameDocument', true));
	const failure = page.getByText('The search cannot be shown without a network');

	await page.keyboard.press('Control+k');
	await expect(failure).toBeVisible();
	await expect(palette(page)).toHaveCount(0);

	await page.unroute(document);
	await page.route(document, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: (await response.text()).replace('sha256-', 'sha256-A') });
	});
	await page.keyboard.press('Control+k');
	await expect(palette(page)).toHaveCount(0);
	await expect(failure).toBeVisible();

	await page.unroute(document);
	await page.keyboard.press('Control+k');
	await expect(palette(page)).toBeVisible();
	expect(await page.evaluate(() => Reflect.get(window, 'sameDocument')), 'the page was not loaded again').toBe(true);
});

test('once the service worker keeps all files, parts open without a network, untouched as the page was', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: [/ERR_INTERNET_DISCONNECTED/, /WebSocket connection/] });
	await signIn(page, suite.url);
	await page.goto(`${suite.url}/users`);
	await untilKept(page);
	await expect
		.poll(async () => (await fetchedBy(page)).some((address) => address.endsWith('integrity.json')))
		.toBe(true);
	await page.context().setOffline(true);
	await page.keyboard.press('Control+k');
	await expect(palette(page)).toBeVisible();
});
