import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInAllColours } from '../fixtures/expect-accessible.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

const pages: [path: string, untilThere: (page: Page) => Promise<unknown>][] = [
	['/', (page) => page.getByRole('region', { name: 'People' }).getByRole('listitem').first().waitFor()],
	['/users', (page) => page.getByText('Milo Okafor').or(page.locator('[data-user-id]')).first().waitFor()],
	['/files', (page) => page.locator('[data-file-id]').first().waitFor()],
	['/nowhere', (page) => page.getByText('There is no such page').waitFor()],
];

// Colours are the same on both, what is laid out is not.
const checks = { desktop: expectAccessibleInAllColours, phone: expectAccessible } as const;

for (const viewport of ['desktop', 'phone'] as const) {
	const check = checks[viewport];
	test(`on a ${viewport} the main pages are accessible${viewport === 'desktop' ? ' in all colours' : ''}`, async ({
		suite,
		openBrowser,
	}) => {
		const page = await openBrowser({ viewport });
		await page.goto(suite.url);
		await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
		await check(page, { state: 'sign-in' });
		await signIn(page, suite.url);
		for (const [path, untilThere] of pages) {
			await page.goto(`${suite.url}${path}`);
			await untilThere(page);
			await check(page);
			const { scrollWidth, clientWidth } = await page.evaluate(() => {
				const { scrollWidth, clientWidth } = document.documentElement;
				return { scrollWidth, clientWidth };
			});
			expect(scrollWidth, `${path} is not wider than the page`).toBeLessThanOrEqual(clientWidth);
		}
	});
}

test('what opens over a page is accessible, too', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	await signIn(page, suite.url, { path: '/users' });
	await page
		.getByRole('link', { name: /Milo Okafor/ })
		.or(page.locator('[data-user-id] a'))
		.first()
		.click();
	await page.getByRole('tab', { name: 'Files' }).click();
	await page.locator('[data-file-id]').or(page.getByRole('tabpanel')).first().waitFor();
	await expectAccessible(page, { state: 'a person’s page' });
});
