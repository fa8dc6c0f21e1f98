import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRegistryClient, publishBuild } from '@flotilla/registry';
import type { Page } from '@playwright/test';
import { root } from '../../tools/suite/build-apps.ts';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildWithFaults } from '../fixtures/build-with-faults.ts';
import { compositionOf, untilKept } from '../fixtures/service-worker.ts';
import { buildChanged, type TestSuite } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const offer = (page: Page) => page.getByRole('button', { name: 'Update to the new version' });

/** Ships `users` with one file changed, as its team would. */
const ship = async (suite: TestSuite, version: string, change: Parameters<typeof buildChanged>[1]) => {
	const folder = await buildChanged('users', change);
	await publishVersion(suite, { folder, app: 'users', version });
	await rm(dirname(dirname(folder)), { recursive: true });
};
const calledThe = (title: string) => ({
	file: 'src/features/list-users/messages/en.json',
	edit: (source: string) => source.replace('"title": "Users"', `"title": "${title}"`),
});

/** Has the page look whether there is another composition, as it does every 15 minutes. */
const lookForUpdates = (page: Page) =>
	page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: 'flotilla:prepare' }));

/** A page that is kept as it is: what it was loaded with, and what somebody typed. */
const openFiles = async (page: Page, suite: TestSuite) => {
	await signIn(page, suite.url, { path: '/files' });
	await expect(heading(page, 'Files')).toBeVisible();
	await untilKept(page);
	await page.evaluate(() => {
		Object.assign(window, { sameDocument: true });
		document.querySelector('h1')?.setAttribute('data-kept', '');
	});
};
const isSameDocument = (page: Page) => page.evaluate(() => 'sameDocument' in window);

/** The space between the fields above the list, which its style sheet says. */
const gapOfFilters = (page: Page) =>
	page.getByLabel('Search users').evaluate((input) => {
		const filters = input.closest(':has([aria-label="Role"])');
		return filters === null ? null : getComputedStyle(filters).columnGap;
	});

/** The compositions that calls to the API named, since the last time it was asked. */
const hearCompositions = (page: Page) => {
	const named = new Set<string | undefined>();
	page.on('request', (request) => {
		if (new URL(request.url()).pathname.startsWith('/api/')) named.add(request.headers()['x-composition-id']);
	});
	return () => {
		const heard = [...named];
		named.clear();
		return heard;
	};
};

test('a remote that is not on the page is another one without a reload, and all that the page tells is of one composition', async ({
	startOwnSuite,
	openBrowser,
}) => {
	test.setTimeout(240_000);
	const suite = await startOwnSuite();
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	const client = createRegistryClient({ registry: suite.registryUrl, token });
	const page = await openBrowser();
	await openFiles(page, suite);
	const first = await compositionOf(page);
	const compositions = hearCompositions(page);

	await test.step('users was never opened: its next use is the new build', async () => {
		await ship(suite, '1.1.0', calledThe('Everybody'));
		await lookForUpdates(page);
		await expect.poll(() => compositionOf(page)).not.toBe(first);
		await expect(offer(page)).toHaveCount(0);
		// What the person looks at was not even drawn anew.
		await expect(page.locator('h1[data-kept]')).toHaveText('Files');
		compositions();
		await link(page, 'Users').click();
		await expect(heading(page, 'Everybody')).toBeVisible();
		await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
		expect(compositions()).toEqual([await compositionOf(page)]);
		expect(await compositionOf(page)).toBe((await client.channel('production')).compositionId);
		expect(await isSameDocument(page)).toBe(true);
	});

	await test.step('users is open: it is offered, and taken when the person has gone elsewhere', async () => {
		const before = await compositionOf(page);
		await ship(suite, '1.2.0', {
			file: 'src/features/list-users/list-users.module.css',
			edit: (source) => source.replace(/(?<=\.filters \{[^}]*gap: )0\.5rem/, '1.5rem'),
		});
		await lookForUpdates(page);
		await expect(offer(page)).toBeVisible();
		await expect(heading(page, 'Everybody')).toBeVisible();
		expect(await compositionOf(page)).toBe(before);
		await link(page, 'Files').click();
		await expect(offer(page)).toHaveCount(0);
		expect(await compositionOf(page)).not.toBe(before);
		await link(page, 'Users').click();
		await expect(heading(page, 'Users')).toBeVisible();
		await expect.poll(() => gapOfFilters(page)).toBe('24px');
		expect(await isSameDocument(page)).toBe(true);
	});

	await test.step('a rollback is taken the same way, and brings its styles back', async () => {
		await link(page, 'Files').click();
		await expect(heading(page, 'Files')).toBeVisible();
		await client.rollback('production', 'users');
		await lookForUpdates(page);
		const { compositionId } = await client.channel('production');
		await expect.poll(() => compositionOf(page)).toBe(compositionId);
		await link(page, 'Users').click();
		await expect(heading(page, 'Everybody')).toBeVisible();
		await expect.poll(() => gapOfFilters(page)).toBe('8px');
		expect(await isSameDocument(page)).toBe(true);
	});

	await test.step('another shell takes a reload, and is offered', async () => {
		const before = await compositionOf(page);
		await publishVersion(suite, { folder: join(root, 'apps/shell/dist'), app: 'shell', version: '9.0.0' });
		await lookForUpdates(page);
		await expect(offer(page)).toBeVisible();
		await link(page, 'Files').click();
		await link(page, 'Dashboard').click();
		await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
		await expect(offer(page)).toBeVisible();
		expect(await compositionOf(page)).toBe(before);
		await Promise.all([page.waitForEvent('load'), offer(page).click()]);
		expect(await isSameDocument(page)).toBe(false);
		expect(await compositionOf(page)).not.toBe(before);
		// A page that is closed while it connects complains about it.
		await expect(page.getByText('Live', { exact: true })).toBeAttached();
	});
});

test('an open page goes on with what its device gets of a canary, and back when that is stopped', async ({
	startOwnSuite,
	openBrowser,
}) => {
	test.setTimeout(240_000);
	const suite = await startOwnSuite();
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	const client = createRegistryClient({ registry: suite.registryUrl, token });
	// It does what the published one does, from other files.
	const folder = await buildWithFaults('users');
	await publishBuild({
		...{ folder, app: 'users', version: '2.0.0', channel: undefined },
		...{ registry: suite.registryUrl, token },
	});
	await rm(dirname(folder), { recursive: true });
	const [inside, outside] = [await openBrowser(), await openBrowser()];
	for (const page of [inside, outside]) await openFiles(page, suite);
	const stable = await compositionOf(inside);

	await client.setCanary('production', 'users', { version: '2.0.0', cohort: 'beta', message: 'Try it' });
	const [candidate = ''] = (await client.channel('production')).canaryCompositionIds;
	await inside.request.get(`${suite.url}/?flotilla-cohort=beta`, { headers: { accept: 'text/html' } });
	for (const page of [inside, outside]) await lookForUpdates(page);
	await expect.poll(() => compositionOf(inside)).toBe(candidate);
	for (const page of [inside, outside]) {
		await link(page, 'Users').click();
		await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
		await link(page, 'Files').click();
		await expect(heading(page, 'Files')).toBeVisible();
	}
	expect(await compositionOf(outside)).toBe(stable);
	await expect(offer(outside)).toHaveCount(0);

	await client.stopCanary('production', 'users', { message: 'Seen enough' });
	await lookForUpdates(inside);
	await expect.poll(() => compositionOf(inside)).toBe(stable);
	await link(inside, 'Users').click();
	await expect(inside.locator('tr[data-user-id]').first()).toBeVisible();
	for (const page of [inside, outside]) expect(await isSameDocument(page)).toBe(true);
});
