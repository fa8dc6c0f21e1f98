import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../tools/suite/build-apps.ts';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildStockHost } from '../fixtures/stock-host/build-stock-host.ts';
import { buildStockRemote } from '../fixtures/stock-remote/build-stock-remote.ts';
import { demoPassword } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('a remote that the stock plugin built, with nothing but the shared list, runs in the shell', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const folder = await buildStockRemote();
	await publishVersion(suite, { folder, app: 'tides', version: '1.0.0' });
	await rm(folder, { recursive: true });

	const page = await openBrowser();
	await signIn(page, suite.url);
	await expect(page.getByRole('region', { name: 'Tides' })).toHaveText('High water in 6 hours');
	await page.getByRole('link', { name: 'Tides', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Tides', level: 1 })).toBeVisible();

	await test.step('its hooks are those of the one React, its links those of the one router', async () => {
		await page.getByRole('button', { name: 'Next tide' }).click();
		await expect(page.getByText('High water in 12 hours')).toBeVisible();
		await page.getByRole('link', { name: 'The whole table' }).click();
		await expect(page).toHaveURL(`${suite.url}/tides/table`);
		await expect(page.getByRole('heading', { name: 'All tides' })).toBeVisible();
	});

	await test.step('the remotes beside it run as before', async () => {
		await page.getByRole('link', { name: 'Users', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
		await page.goBack();
		await expect(page.getByRole('heading', { name: 'All tides' })).toBeVisible();
	});
});

test('remotes as they are published run in a stock host that provides the shared list', async ({
	suite,
	openBrowser,
}) => {
	const folder = await buildStockHost();
	try {
		const page = await openBrowser();
		// A page that a test makes up counts as one of the Internet, and this machine's `/ws` would be closed to it.
		await page.context().grantPermissions(['local-network-access']);
		await page.route(`${suite.url}/stock-host/**`, (route) => {
			const path = new URL(route.request().url()).pathname.replace('/stock-host/', '');
			return route.fulfill({ path: join(folder, path) });
		});

		await test.step('users: its list is there, in its own styles', async () => {
			await open(page, suite.url, 'users');
			await page.getByLabel('Password', { exact: true }).fill(demoPassword);
			await page.getByRole('button', { name: 'Sign in' }).click();
			await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
			await page.getByRole('searchbox').fill('Ada');
			await expect(page.getByRole('link', { name: /Ada/ }).first()).toBeVisible();
		});

		await test.step('what it loads on demand comes, too: the page of a person, with its forms', async () => {
			await page.getByRole('link', { name: /Ada/ }).first().click();
			await expect(page.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada');
		});

		await test.step('files, in the same host', async () => {
			await open(page, suite.url, 'files');
			await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible();
		});

		const copies = await page.evaluate(() => document.querySelectorAll('script[src*="/assets/shell/"]').length);
		expect(copies, 'nothing of the shell is in the page').toBe(0);
	} finally {
		await rm(folder, { recursive: true });
	}
});

/** Opens a remote in the stock host, by the entry that its build has for hosts that are no shell. */
const open = async (page: Page, url: string, remote: string): Promise<void> => {
	const files = await readdir(join(root, 'apps', remote, 'dist'));
	const entry = files.find((name) => name.startsWith('portable-entry.'));
	const address = `${url}/assets/${remote}/${entry}`;
	await page.goto(`${url}/stock-host/index.html?remote=${remote}&entry=${encodeURIComponent(address)}`);
};
