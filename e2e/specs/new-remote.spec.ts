import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { copyWorkspace, type WorkspaceCopy } from '../../tools/new-remote/copy-workspace.ts';
import { root } from '../../tools/suite/build-apps.ts';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

let workspace: WorkspaceCopy | undefined;
test.afterEach(async () => workspace?.remove());

test('a new remote is made, built and published, and the shell that runs already shows it', async ({
	startOwnSuite,
	openBrowser,
	request,
}) => {
	const suite = await startOwnSuite();
	// Until somebody sets up its collection, the API has none, and a browser tells of every 404.
	const page = await openBrowser({ expectedMessages: [/404.*\/api\/data\/pier-fees/] });
	await signIn(page, suite.url);
	await expect(page.getByRole('link', { name: 'Pier fees' })).toHaveCount(0);
	const shellBefore = await shellOf(request, suite.url);

	workspace = await copyWorkspace(root);
	const { root: checkout } = workspace;
	const folder = join(checkout, 'apps/pier-fees');
	await test.step('its team makes it, builds it and publishes it', async () => {
		execFileSync(process.execPath, ['tools/new-remote/main.ts', 'pier-fees'], { cwd: checkout });
		const rspack = join(checkout, 'node_modules/@rspack/cli/bin/rspack.js');
		execFileSync(process.execPath, [rspack, 'build', '--mode', 'production'], { cwd: folder });
		await publishVersion(suite, { folder: join(folder, 'dist'), app: 'pier-fees', version: '0.1.0' });
	});

	await test.step('a reload brings its page, its place in the navigation and its card', async () => {
		await page.reload();
		const card = page.getByRole('region', { name: 'Pier fees' });
		await expect(card.getByText('Not set up yet')).toBeVisible();
		await page.getByRole('link', { name: 'Pier fees', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Pier fees', level: 1 })).toBeVisible();
	});

	await test.step('an administrator sets up its collection, and what is added is on the dashboard', async () => {
		await page.getByRole('button', { name: 'Set up' }).click();
		await page.getByRole('button', { name: 'New entry' }).click();
		await page.getByRole('textbox', { name: 'Title' }).fill('Berth 12, November');
		await page.getByRole('button', { name: 'Add entry' }).click();
		await expect(page.getByRole('checkbox', { name: 'Berth 12, November' })).toBeVisible();
		await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
		const card = page.getByRole('region', { name: 'Pier fees' });
		await expect(card.getByText('1 entry')).toBeVisible();
		await expect(card.getByText('Berth 12, November')).toBeVisible();
	});

	await test.step('somebody else sees it at once, and may add to it', async () => {
		const member = await openBrowser();
		await signIn(member, suite.url, { as: 'member', path: '/pier-fees' });
		await expect(member.getByRole('checkbox', { name: 'Berth 12, November' })).toBeDisabled();
		await expect(member.getByRole('button', { name: 'New entry' })).toBeVisible();
	});

	expect(await shellOf(request, suite.url), 'the shell is the build that it was').toEqual(shellBefore);
});

/** The shell's version and entry, as a page gets it. */
const shellOf = async (request: APIRequestContext, url: string): Promise<unknown> => {
	const html = await (await request.get(url, { headers: { accept: 'text/html' } })).text();
	const json = /<script type="application\/json" id="flotilla-composition">(.*?)<\/script>/s.exec(html)?.[1];
	const { shell } = JSON.parse(json ?? '') as { shell: { app: string; version: string; entry: string } };
	return { version: shell.version, entry: shell.entry };
};
