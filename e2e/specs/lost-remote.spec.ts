import { createHash } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { buildManifestFile } from '@flotilla/contracts';
import { root } from '../../tools/suite/build-apps.ts';
import type { TestSuite } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself reports each file that does not arrive.
// A hash is asked of what comes in its place as well, which a service worker then passes on as a failure.
const expectedMessages = [
	/Failed to load resource: .*(?: 404|ERR_FAILED)/,
	/was preloaded using link preload but not used/,
];

test('a remote whose files are gone costs its own area alone, and comes back by retry', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const restore = await loseFiles(suite, 'users');
	// Without what its process keeps in memory.
	await suite.restartRegistry();
	const page = await openBrowser({ expectedMessages });
	await signIn(page, suite.url);

	await test.step('the dashboard works, with a card of the failure where users’ card was', async () => {
		await expect(page.getByText('Users is not available')).toBeVisible();
		await expect(page.getByRole('region', { name: 'Files' }).getByRole('listitem').first()).toBeVisible();
	});

	await test.step('so do files and signing in', async () => {
		await page.getByRole('link', { name: 'Files', exact: true }).click();
		await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
		const other = await openBrowser({ expectedMessages });
		await signIn(other, suite.url, { as: 'member', path: '/files' });
		await expect(other.locator('tr[data-file-id]').first()).toBeVisible();
	});

	await test.step('its page says so and offers to try again', async () => {
		await page.goto(`${suite.url}/users`);
		await expect(page.getByText('Users is not available')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Files', exact: true })).toBeVisible();
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.getByText('Users is not available')).toBeVisible();
	});

	await test.step('with the files back, trying again brings the page without a reload', async () => {
		await restore();
		await page.evaluate(() => Object.assign(window, { sameDocument: true }));
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator('tr[data-user-id]').nth(9)).toBeVisible();
		expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
	});
});

/** Removes an app's files, in every encoding, from the registry's storage; answers how to bring them back. */
const loseFiles = async (suite: TestSuite, app: string): Promise<() => Promise<void>> => {
	const blobs = join(suite.dataFolder, 'registry/blobs');
	const backup = join(suite.dataFolder, 'backup');
	await cp(blobs, backup, { recursive: true });

	for (const name of await readdir(join(root, 'apps', app, 'dist'))) {
		if (name === buildManifestFile) continue;
		for (const encoding of ['br', 'gzip', 'identity']) {
			const stored = await rawBytes(`${suite.registryUrl}/assets/${app}/${name}`, encoding);
			const hash = createHash('sha256').update(stored).digest('hex');
			// A file too small to gain from an encoding is stored once.
			await rm(join(blobs, hash.slice(0, 2), hash), { force: true });
		}
	}
	expect((await readdir(blobs, { recursive: true })).length).toBeLessThan(
		(await readdir(backup, { recursive: true })).length,
	);
	return () => cp(backup, blobs, { recursive: true });
};

/** The bytes as they are stored: `fetch` would undo the encoding. */
const rawBytes = (url: string, encoding: string): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		get(url, { headers: { 'accept-encoding': encoding } }, async (answer) => resolve(await buffer(answer))).on(
			'error',
			reject,
		);
	});
