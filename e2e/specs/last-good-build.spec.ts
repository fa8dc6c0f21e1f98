import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRegistryClient } from '@flotilla/registry';
import { root } from '../../tools/suite/build-apps.ts';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildWithFaults, type CodeFault, type FaultyPage } from '../fixtures/build-with-faults.ts';
import type { TestSuite } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself says of a script that does not parse.
const expectedMessages = [/Invalid or unexpected token/, /users: throw at/, /was preloaded using link preload but not/];

/** Publishes a build of a remote that has a fault, or none. */
const ship = async (suite: TestSuite, app: string, version: string, always?: CodeFault): Promise<void> => {
	const folder = await buildWithFaults(app, always === undefined ? {} : { always });
	await publishVersion(suite, { folder, app, version });
	await rm(dirname(folder), { recursive: true });
};

test('a build that was shipped with a fault gives way to another one, without a reload', async ({
	startOwnSuite,
	openBrowser,
}) => {
	test.setTimeout(150_000);
	const suite = await startOwnSuite();
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	const client = createRegistryClient({ registry: suite.registryUrl, token });
	await ship(suite, 'files', '1.0.0');
	await ship(suite, 'users', '1.0.0');
	const page = await openBrowser({ expectedMessages });
	await signIn(page, suite.url);
	const isWell = () => expect(page.getByRole('region', { name: 'People' }).getByRole('listitem').first()).toBeVisible();
	await isWell();

	for (const [version, fault] of [
		['1.1.0', 'syntax error'],
		['1.2.0', 'throw at start'],
		['1.3.0', 'throw at render'],
	] as const) {
		await test.step(`${fault}: the one before, and everybody is told`, async () => {
			await ship(suite, 'users', version, fault);
			await page.goto(suite.url);
			await page.evaluate(() => void Object.assign(window, { sameDocument: true }));
			await expect(page.getByText('Users is not available')).toBeVisible();
			await page.getByRole('button', { name: 'Try again' }).click();
			await page.getByRole('button', { name: 'Use version 1.0.0 for now' }).click();
			await isWell();
			await page.getByRole('link', { name: 'Users', exact: true }).click();
			await expect(page.locator('tr[data-user-id]').nth(9)).toBeVisible();
			expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
			expect(await page.evaluate(() => (globalThis as FaultyPage).heard ?? [])).toContainEqual({
				type: 'remote-replaced',
				payload: { remote: 'users', owner: 'team-users', from: version, to: '1.0.0' },
			});
			await client.rollback('production', 'users');
		});
	}

	await test.step('what the team mends meanwhile comes before older builds', async () => {
		await ship(suite, 'users', '1.4.0', 'throw at start');
		await page.goto(suite.url);
		await expect(page.getByRole('button', { name: 'Use version 1.0.0 for now' })).toBeVisible();
		await ship(suite, 'users', '1.4.1');
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByRole('button', { name: 'Use version 1.4.1 for now' }).click();
		await isWell();
	});
});

test('where no version was before none is offered', async ({ startOwnSuite, openBrowser }) => {
	const suite = await startOwnSuite({ publish: false });
	const dist = (app: string) => join(root, 'apps', app, 'dist');
	for (const app of ['shell', 'auth', 'files'])
		await publishVersion(suite, { folder: dist(app), app, version: '1.0.0' });
	await ship(suite, 'users', '1.0.0', 'throw at start');
	const page = await openBrowser({ expectedMessages });
	const answered = page.waitForResponse(/\/remotes\/users\/replacement/);
	await signIn(page, suite.url);
	await expect(page.getByText('Users is not available')).toBeVisible();
	expect((await answered).status()).toBe(200);
	await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
	await expect(page.getByRole('button', { name: /for now/ })).toHaveCount(0);
});
