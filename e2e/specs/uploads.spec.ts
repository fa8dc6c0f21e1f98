import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';
import { expect, signIn, test } from '../fixtures/test.ts';

const mebibyte = 1024 * 1024;

/** A film as far as anybody looks, in a file of its own. */
const writeFilm = async (path: string, size: number): Promise<string> => {
	const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1');
	await writeFile(path, Buffer.concat([head, randomBytes(size - head.length)]));
	return path;
};
const choose = (page: Page, path: string) => page.getByLabel('Choose files or drop them here').setInputFiles(path);
/** So slow that there is time to do something meanwhile: bytes a second. */
const limitUpload = async (page: Page, uploadThroughput: number) => {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 0,
		downloadThroughput: -1,
		uploadThroughput,
	});
};
/** What this page sends to the address of resumable uploads from now on. */
const watchUploads = (page: Page): string[] => {
	const sent: string[] = [];
	page.on('request', (request: Request) => {
		if (request.url().includes('/api/files/tus')) sent.push(request.method());
	});
	return sent;
};
const remembered = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('flotilla.uploads:')).length);

test('a large file goes on after a reload where it was, is not sent by two tabs, and arrives byte for byte', async ({
	suite,
	openBrowser,
}, testInfo) => {
	const path = await writeFilm(testInfo.outputPath('Crossing.mp4'), 24 * mebibyte);
	// The server says so of an upload whose page went away; nobody reads it.
	const page = await openBrowser();
	await signIn(page, suite.url, { as: 'member', path: '/files' });
	await limitUpload(page, 6 * mebibyte);

	await test.step('the first piece is there, and remembered', async () => {
		const piece = page.waitForResponse(
			(response) => response.request().method() === 'PATCH' && response.status() === 204,
		);
		await choose(page, path);
		await piece;
		expect(await remembered(page)).toBe(1);
	});

	await test.step('after it, the upload goes on by itself, and another tab does not send it as well', async () => {
		// The rest takes a minute like this: the other tab has to open meanwhile, also where the processor is busy.
		await limitUpload(page, mebibyte / 4);
		const sent = watchUploads(page);
		const resumed = page.waitForRequest((request) => request.method() === 'PATCH');
		await page.reload();
		expect((await resumed).headers()['upload-offset']).not.toBe('0');

		const other = await page.context().newPage();
		await other.goto(`${suite.url}/files`);
		const sentByOther = watchUploads(other);
		await choose(other, path);
		await expect(other.getByText('This file is being uploaded already, here or in another tab.')).toBeVisible();
		expect(sentByOther).toEqual([]);
		await other.close();

		await limitUpload(page, 6 * mebibyte);
		await expect(page.getByText('All uploads are done').first()).toBeVisible({ timeout: 30_000 });
		expect(sent.filter((method) => method === 'POST')).toEqual([]);
		expect(sent.filter((method) => method === 'HEAD')).toHaveLength(1);
		expect(await remembered(page)).toBe(0);
	});

	await test.step('what was downloaded is what was uploaded', async () => {
		const row = page.locator('tr[data-file-id]').filter({ hasText: 'Crossing.mp4' });
		await expect(row).toHaveCount(1);
		const download = page.waitForEvent('download');
		await row.getByRole('link', { name: 'Download Crossing.mp4' }).click();
		const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
		expect(hash(await readFile(await (await download).path()))).toBe(hash(await readFile(path)));
	});
});

test('signing out forgets what was not finished', async ({ suite, openBrowser }, testInfo) => {
	const path = await writeFilm(testInfo.outputPath('Left behind.mp4'), 24 * mebibyte);
	const page = await openBrowser();
	await signIn(page, suite.url, { as: 'member', path: '/files' });
	await limitUpload(page, 6 * mebibyte);
	const piece = page.waitForResponse(
		(response) => response.request().method() === 'PATCH' && response.status() === 204,
	);
	await choose(page, path);
	await piece;
	expect(await remembered(page)).toBe(1);
	await page
		.getByRole('button', { name: /account|menu|Milo/i })
		.first()
		.click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	expect(await remembered(page)).toBe(0);
});

test('what has not changed is fetched again without its bytes', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	await signIn(page, suite.url, { path: '/users' });
	await expect(page.locator('tr[data-user-id]').first()).toBeVisible();

	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const urls = new Map<string, string>();
	const statuses = new Map<string, number>();
	session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
	session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => statuses.set(requestId, statusCode));
	const statusOfList = () =>
		[...urls].flatMap(([id, url]) => (/\/api\/users\?/.test(url) ? [statuses.get(id)] : [])).filter(Boolean);

	await page
		.getByRole('link', { name: 'Dashboard', exact: true })
		.or(page.getByRole('link', { name: 'Home' }))
		.first()
		.click();
	await page.reload();
	await page.goto(`${suite.url}/users`);
	await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
	await expect.poll(statusOfList).toContain(304);
});
