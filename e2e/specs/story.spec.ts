import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CDPSession, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, signIn, test } from '../fixtures/test.ts';

const rows = (page: Page): Locator => page.locator('tr[data-user-id]');

test('people are found, opened and changed, and another browser shows the change at once', async ({
	suite,
	openBrowser,
}) => {
	const admin = await openBrowser();
	const member = await openBrowser();
	await signIn(admin, suite.url);
	await signIn(member, suite.url, { as: 'member', path: '/users' });

	await test.step('the dashboard has a card of each remote', async () => {
		await expect(admin.getByRole('heading', { name: 'Hello, Ada' })).toBeVisible();
		// Other tests on this suite add and delete people, too.
		await expect(admin.getByRole('region', { name: 'People' })).toContainText(/Total6\d\d/);
		await expect(admin.getByRole('region', { name: 'Files' }).getByRole('listitem').first()).toBeVisible();
	});

	await test.step('the list scrolls, sorts and searches over more than 500 people', async () => {
		await admin.getByRole('link', { name: 'Users', exact: true }).click();
		await expect(rows(admin).nth(9)).toBeVisible();
		const words = await admin.getByText(/^6\d\d people$/).textContent();
		const last = Number.parseInt(words ?? '', 10) - 1;

		await rows(admin).first().focus();
		await admin.keyboard.press('End');
		await expect(admin.locator(`tr[data-index="${last}"]`)).toContainText('@');
		await expect(admin.locator(`tr[data-index="${last}"]`)).toBeFocused();

		await admin.getByRole('button', { name: 'Created' }).click();
		await expect(admin).toHaveURL(/sortBy=createdAt/);
		await expect(admin.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'descending');

		await admin.getByRole('searchbox', { name: 'Search users' }).fill('sliwa');
		await expect(rows(admin).first()).toContainText('Śliwa');
		await expect(admin).toHaveURL(/search=sliwa/);
	});

	await test.step('a change reaches the other browser without a request for the list', async () => {
		const listed = rows(member).nth(1);
		const id = await listed.getAttribute('data-user-id');
		await expect(member.locator('[data-connection=connected]')).toBeVisible();
		const requests: string[] = [];
		member.on('request', (request) => {
			if (request.url().includes('/api/users')) requests.push(request.url());
		});

		await admin.goto(`${suite.url}/users/${id}`);
		// Not the name: the list is sorted by it, and the row would leave the page.
		await admin.getByLabel('E-mail').fill('aurelie@flotilla.test');
		await admin.getByRole('button', { name: 'Save changes' }).click();
		await expect(admin.getByText('Saved')).toBeVisible();

		await expect(member.locator(`tr[data-user-id="${id}"]`)).toContainText('aurelie@flotilla.test');
		expect(requests).toEqual([]);
	});
});

test('a file is uploaded, listed, downloaded byte for byte, seen in the tab of its owner, and deleted', async ({
	suite,
	openBrowser,
}, testInfo) => {
	const picture = await noisyPicture();
	const path = testInfo.outputPath('Noise over Bergen.png');
	await sharp(picture).toFile(path);
	const bytes = await readFile(path);

	const member = await openBrowser();
	const admin = await openBrowser();
	await signIn(member, suite.url, { as: 'member', path: '/files' });
	await signIn(admin, suite.url, { path: '/users?search=member%40flotilla.test' });
	await admin.getByRole('link', { name: /Milo Okafor/ }).click();
	await admin.getByRole('tab', { name: 'Files' }).click();
	await expect(admin.getByRole('tabpanel')).toContainText('Boarding pass.pdf');

	const row = member.locator('[data-file-id]').filter({ hasText: 'Noise over Bergen.png' });

	await test.step('upload with a progress bar', async () => {
		const network = await slowUploads(member);
		await member.getByLabel('Choose files or drop them here').setInputFiles(path);
		const progress = member.getByRole('progressbar', { name: 'Upload of Noise over Bergen.png' });
		await expect(progress).toBeVisible();
		// Somewhere between start and end: it moves with the bytes.
		await expect
			.poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 20_000 })
			.toBeGreaterThan(5);
		await network.send('Network.disable');
		await expect(row).toBeVisible({ timeout: 30_000 });
	});

	await test.step('the thumbnail appears by itself', async () => {
		const image = row.locator('img');
		await expect(image).toBeVisible();
		await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
	});

	await test.step('the owner’s tab in the other remote shows it, with no request for the list', async () => {
		await expect(admin.getByRole('tabpanel')).toContainText('Noise over Bergen.png');
	});

	await test.step('the download has the same bytes', async () => {
		const [download] = await Promise.all([
			member.waitForEvent('download'),
			row.getByRole('link', { name: 'Download Noise over Bergen.png' }).click(),
		]);
		const downloaded = await readFile(await download.path());
		expect(sha256(downloaded)).toBe(sha256(bytes));
		expect(download.suggestedFilename()).toBe('Noise over Bergen.png');
	});

	await test.step('deleted here, gone there', async () => {
		await row.getByRole('button', { name: 'More actions for Noise over Bergen.png' }).click();
		await member.getByRole('menuitem', { name: 'Delete' }).click();
		await expect(row).toHaveCount(0);
		await expect(admin.getByRole('tabpanel')).not.toContainText('Noise over Bergen.png');
	});
});

test('signing out leaves nothing of the session behind', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	const tokens = new Set<string>();
	page.on('request', (request) => {
		const token = request.headers().authorization?.replace('Bearer ', '');
		if (token) tokens.add(token);
	});
	await signIn(page, suite.url, { path: '/users' });
	await expect(rows(page).nth(9)).toBeVisible();
	expect(tokens.size).toBeGreaterThan(0);
	const token = [...tokens][0] ?? '';

	await page.getByRole('button', { name: /Account of/ }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

	// The page does not wait for the server's answer, which takes the cookie away.
	await expect.poll(() => page.context().cookies()).toEqual([]);
	// What is stored is removed beside the page that shows the way in.
	await expect
		.poll(() =>
			page.evaluate(async () => ({
				local: Object.keys(localStorage).filter((key) => key !== 'flotilla.color-scheme'),
				session: Object.keys(sessionStorage),
				databases: (await indexedDB.databases()).map(({ name }) => name),
				// The builds themselves are everybody's; what they were used for is not among them.
				cached: (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
					.flat()
					.map(({ url }) => new URL(url).pathname)
					.filter((path) => !/^\/(?:assets|compositions)\//.test(path)),
			})),
		)
		.toEqual({ local: [], session: [], databases: [], cached: [] });
	// SWR keeps a request's closure for the seconds in which it would share its answer.
	for (const secret of [token, 'aditi.gupta@flotilla.test']) {
		await expect
			.poll(() => heapContains(page, secret), { message: `${secret} is not in memory`, timeout: 15_000 })
			.toBe(false);
	}

	await test.step('the server knows the session no more', async () => {
		const answer = await page.request.get(`${suite.url}/api/auth/me`, {
			headers: { authorization: `Bearer ${token}` },
		});
		expect(answer.status()).toBe(401);
	});
});

/** A picture that does not compress, so that its upload takes a while. */
const noisyPicture = () =>
	sharp({
		create: {
			width: 1600,
			height: 1200,
			channels: 3,
			background: '#225577',
			noise: { type: 'gaussian', mean: 128, sigma: 60 },
		},
	})
		.png()
		.toBuffer();

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const slowUploads = async (page: Page): Promise<CDPSession> => {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 5,
		downloadThroughput: -1,
		uploadThroughput: 1_500_000,
	});
	return session;
};

/** Looks for a text in everything that the page's JavaScript can still reach. */
const heapContains = async (page: Page, text: string): Promise<boolean> => {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.collectGarbage');
	let snapshot = '';
	session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
		snapshot += chunk;
	});
	await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
	await session.detach();
	// Snapshots are JSON: the text as it stands in a JSON string.
	return snapshot.includes(JSON.stringify(text).slice(1, -1));
};
