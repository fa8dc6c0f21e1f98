import type { Page } from '@playwright/test';
import { untilCacheIsKept } from '../fixtures/kept-cache.ts';
import { untilKept } from '../fixtures/service-worker.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself reports each request that does not get through.
const withoutNetwork = [/net::ERR_|WebSocket/];

const rows = (page: Page) => page.locator('tr[data-user-id]');
const nameFields = (page: Page) => page.getByLabel('First name');

/** Opens a person from the list, changes their first name, and comes back. */
const rename = async (page: Page, id: string, name: string) => {
	await page.locator(`tr[data-user-id="${id}"]`).getByRole('link').first().click();
	await expect(nameFields(page)).not.toHaveValue('');
	await nameFields(page).fill(name);
	await page.getByRole('button', { name: 'Save changes' }).click();
	await expect(page.getByText('Saved on this device')).toBeVisible();
	await page.getByRole('link', { name: 'Users', exact: true }).first().click();
	await expect(page.locator(`tr[data-user-id="${id}"]`)).toContainText(name);
};

test('somebody without a network reloads and works on, and what they changed arrives once', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	await signIn(page, suite.url, { path: '/users' });
	await expect(rows(page).nth(9)).toBeVisible();
	const ids = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-user-id') ?? ''));
	const [first = '', second = ''] = ids.slice(4);
	// Both were looked at while there was a network.
	for (const id of [first, second]) {
		await page.goto(`${suite.url}/users/${id}`);
		await expect(nameFields(page)).not.toHaveValue('');
		await untilCacheIsKept(page, id);
	}
	await page.goto(`${suite.url}/users`);
	await expect(rows(page).nth(9)).toBeVisible();
	await untilCacheIsKept(page, '"users","list"');
	await untilKept(page);

	const answers: string[] = [];
	page.on('response', (response) => {
		if (response.request().method() === 'PATCH') {
			answers.push(`${new URL(response.url()).pathname.split('/').at(-1)} ${response.status()}`);
		}
	});

	await test.step('what is changed without a network waits', async () => {
		await page.context().setOffline(true);
		await rename(page, first, 'Oriane');
		await expect(page.getByRole('button', { name: /1 waiting/ })).toBeVisible();
	});

	await test.step('the page opens again, with the list as it was and the change in it', async () => {
		await page.reload();
		await expect(page.locator(`tr[data-user-id="${first}"]`)).toContainText('Oriane');
		await expect(rows(page).nth(9)).toBeVisible();
		await expect(page.getByText(/as of your last visit/)).toBeVisible();
		await expect(page.getByRole('button', { name: /Offline.*1 waiting/ })).toBeVisible();
	});

	await test.step('and is worked with', async () => {
		await rename(page, second, 'Thibault');
		await expect(page.getByRole('button', { name: /2 waiting/ })).toBeVisible();
		expect(answers).toEqual([]);
	});

	await test.step('with the network, both reach the server once, and nothing is left to tell', async () => {
		await page.context().setOffline(false);
		await expect(page.getByRole('button', { name: /waiting/ })).toHaveCount(0);
		await expect(page.getByText('Live', { exact: true })).toBeVisible();
		await expect(page.getByText(/as of your last visit/)).toHaveCount(0);
		await expect.poll(() => answers).toEqual([`${first} 200`, `${second} 200`]);
		for (const [id, name] of [
			[first, 'Oriane'],
			[second, 'Thibault'],
		]) {
			await page.goto(`${suite.url}/users/${id}`);
			await expect(nameFields(page)).toHaveValue(name ?? '');
		}
	});
});

test('who signs out without a network is signed out, and the server learns of it later', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	await signIn(page, suite.url, { path: '/users' });
	await expect(rows(page).nth(9)).toBeVisible();
	await untilKept(page);
	await page.context().setOffline(true);
	await page.reload();
	await page.getByRole('button', { name: /Account of/ }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

	const told = page.waitForResponse((response) => response.url().endsWith('/api/auth/logout'));
	await page.context().setOffline(false);
	expect((await told).status()).toBe(200);
	expect(await page.context().cookies()).toEqual([]);
	await expect
		.poll(() =>
			page.evaluate(async () => ({
				local: Object.keys(localStorage).filter((key) => key !== 'flotilla.color-scheme'),
				databases: (await indexedDB.databases()).map(({ name }) => name),
			})),
		)
		.toEqual({ local: [], databases: [] });
});
