import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures/test.ts';

/** What a page asks the API for while it is loaded anew, in order. The shell's code waits until the session is there. */
const requestsOf = async (page: Page, url: string): Promise<string[]> => {
	const refreshed = page.waitForResponse('**/api/auth/refresh');
	await page.route('**/assets/shell/main.*.js', async (route) => {
		await refreshed;
		await route.continue();
	});
	await page.goto(url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.unroute('**/assets/shell/main.*.js');
	return page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => new URL(name))
			.filter(({ pathname }) => pathname.startsWith('/api/') && !pathname.endsWith('/thumbnail'))
			.map(({ pathname, search }) => `${pathname}${search}`),
	);
};

// The one is asked by a script in the page, the other by the remote's word: each has to fit what is asked for later.
test('a page asks for its session before its code is there, for its data before it is drawn, and for each once', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	// It would answer for the code.
	await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
	await signIn(page, suite.url, { path: '/users' });
	const lists: Record<string, RegExp> = {
		'/users?role=member': /^\/api\/users\?.*role=member/,
		'/files': /^\/api\/files\?.*limit=50/,
	};
	for (const [path, list] of Object.entries(lists)) {
		const requests = await requestsOf(page, `${suite.url}${path}`);
		expect(requests[0]).toBe('/api/auth/refresh');
		expect(requests[1], 'the first that needs the session').toMatch(list);
		expect(new Set(requests), 'nothing is asked for twice').toHaveProperty('size', requests.length);
	}
});
