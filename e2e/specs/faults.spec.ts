import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildWithFaults, type CodeFault, codeFaults, type FaultyPage } from '../fixtures/build-with-faults.ts';
import { breakFiles, networkFaults, startDripServer } from '../fixtures/network-faults.ts';
import { startTestSuite, type TestSuite } from '../fixtures/suite.ts';
import { signIn } from '../fixtures/test.ts';

/** Milliseconds. */
const loadTimeout = 2_500;
const startTimeout = 1_000;
const mercy = 3_000;

interface Remote {
	app: string;
	title: string;
	owner: string;
	/** A page where it has a place, and others have theirs. */
	home: string;
	/** What its place shows when it is well. */
	isWell: (page: Page) => Promise<void>;
	/** What stands on that page beside it. */
	isRestWell: (page: Page) => Promise<void>;
	/** The page of another remote, by the navigation. */
	other: { link: string; row: string };
}

const rowsIn = async (page: Page, region: string) =>
	expect(page.getByRole('region', { name: region }).getByRole('listitem').first()).toBeVisible();

const remotes: Remote[] = [
	{
		app: 'users',
		title: 'Users',
		owner: 'team-users',
		home: '/',
		isWell: (page) => rowsIn(page, 'People'),
		isRestWell: (page) => rowsIn(page, 'Files'),
		other: { link: 'Files', row: 'tr[data-file-id]' },
	},
	{
		app: 'files',
		title: 'Files',
		owner: 'team-files',
		home: '/',
		isWell: (page) => rowsIn(page, 'Files'),
		isRestWell: (page) => rowsIn(page, 'People'),
		other: { link: 'Users', row: 'tr[data-user-id]' },
	},
	{
		app: 'auth',
		title: 'Sign in',
		owner: 'team-auth',
		home: '/settings',
		isWell: (page) => expect(page.getByLabel('Current password')).toBeVisible(),
		isRestWell: (page) => expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible(),
		other: { link: 'Files', row: 'tr[data-file-id]' },
	},
];

let suite: TestSuite;
let signedIn: BrowserContext;
let drip: Awaited<ReturnType<typeof startDripServer>>;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	suite = await startTestSuite({
		env: {
			// What comes from a service worker does not come through the faults.
			SERVICE_WORKER: 'false',
			REMOTE_LOAD_TIMEOUT: String(loadTimeout),
			REMOTE_START_TIMEOUT: String(startTimeout),
		},
	});
	drip = await startDripServer();
	for (const { app } of remotes) {
		const folder = await buildWithFaults(app);
		await publishVersion(suite, { folder, app, version: '1.0.0' });
		await rm(dirname(folder), { recursive: true });
	}
	signedIn = await browser.newContext();
	const page = await signedIn.newPage();
	await signIn(page, suite.url);
	await page.close();
});

test.afterAll(async () => {
	await signedIn?.close();
	drip?.close();
	await suite?.dispose();
});

interface Setting {
	remote: Remote;
	page: Page;
	/** Milliseconds that a page waits before it gives up. */
	timeout: number;
	/** Of the failure. */
	phase: string;
	end: () => Promise<void>;
}

const heardOn = (page: Page) => page.evaluate(() => (globalThis as FaultyPage).heard ?? []);
const mark = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { sameDocument: true }));
const isSameDocument = (page: Page) => page.evaluate(() => 'sameDocument' in globalThis);

/** One fault of one remote, from the first sight of it to the end. */
const goThrough = async ({ remote, page, timeout, phase, end }: Setting) => {
	const { title, app, owner, home, isWell, isRestWell, other } = remote;
	const card = page.getByText(`${title} is not available`).first();
	await page.goto(`${suite.url}${home}`, { waitUntil: 'commit' });
	await test.step('a card of the failure stands in its place, and the rest of the page works', async () => {
		await expect(card).toBeVisible({ timeout: timeout + mercy });
		await isRestWell(page);
		await mark(page);
	});
	await test.step('so do the frame and the pages of others', async () => {
		await page.getByRole('link', { name: other.link, exact: true }).click();
		await expect(page.locator(other.row).first()).toBeVisible();
		await page.goBack();
	});
	await test.step('trying again while it lasts fails again, and tells of whose remote it is', async () => {
		await page.getByRole('button', { name: 'Try again' }).first().click();
		const failure = { type: 'remote-failed', payload: { remote: app, owner, version: '1.0.0', phase } };
		await expect
			.poll(() => heardOn(page), { timeout: timeout + mercy })
			.toContainEqual(
				expect.objectContaining({
					type: failure.type,
					payload: expect.objectContaining(failure.payload),
				}),
			);
		await expect(card).toBeVisible();
	});
	await test.step('once it is over, trying again brings the remote without a reload', async () => {
		await end();
		await page.getByRole('button', { name: 'Try again' }).first().click();
		await isWell(page);
		await expect(page.getByText('is not available')).toHaveCount(0);
		expect(await isSameDocument(page)).toBe(true);
	});
};

const openFaulty = async (context: BrowserContext, app: string, fault?: CodeFault): Promise<Page> => {
	const page = await context.newPage();
	if (fault !== undefined) {
		await page.addInitScript((faults) => void Object.assign(globalThis, { faults }), { [app]: fault });
	}
	return page;
};

const endCodeFault = (page: Page) => page.evaluate(() => void delete (globalThis as FaultyPage).faults);

const phaseOf: Record<CodeFault, string> = {
	'syntax error': 'load',
	'throw at import': 'load',
	'throw at start': 'start',
	'endless start': 'start',
	'throw at render': 'render',
	'throw in an effect': 'render',
	'unhandled rejection': 'none',
};

/** A file of an app by its name without its hash. */
const isFile = (app: string, name: string, extension: string) => (path: string) =>
	path.startsWith(`/assets/${app}/${name}.`) && path.endsWith(`.${extension}`);

for (const remote of remotes) {
	test.describe(`${remote.app} costs its own area alone, and comes back by retry:`, () => {
		for (const fault of networkFaults) {
			test(`${fault}, of its entry`, async () => {
				const page = await openFaulty(signedIn, remote.app);
				const isHit = isFile(remote.app, 'faulty-entry', 'js');
				const end = await breakFiles(page, fault, { isHit, drip });
				await goThrough({ remote, page, timeout: loadTimeout, phase: 'load', end });
				await page.close();
			});
		}

		for (const fault of codeFaults.filter((one) => one !== 'unhandled rejection')) {
			test(fault, async () => {
				const page = await openFaulty(signedIn, remote.app, fault);
				const timeout = fault === 'endless start' ? startTimeout : loadTimeout;
				await goThrough({ remote, page, timeout, phase: phaseOf[fault], end: () => endCodeFault(page) });
				await page.close();
			});
		}

		test('an unhandled rejection, which costs nothing and is told of', async () => {
			const page = await openFaulty(signedIn, remote.app, 'unhandled rejection');
			await page.goto(`${suite.url}${remote.home}`, { waitUntil: 'commit' });
			await remote.isWell(page);
			await remote.isRestWell(page);
			await expect
				.poll(() => heardOn(page))
				.toContainEqual({
					type: 'error-uncaught',
					payload: {
						remote: remote.app,
						version: '1.0.0',
						owner: remote.owner,
						message: `Error: ${remote.app}: unhandled rejection`,
					},
				});
			await expect(page.getByText('is not available')).toHaveCount(0);
			await page.close();
		});
	});
}

test.describe('so does what its entry loads first:', () => {
	const [remote] = remotes as [Remote];
	for (const [fault, extension] of [...networkFaults.map((one) => [one, 'js'] as const), ['a hang', 'css'] as const]) {
		test(`${fault}, of a ${extension === 'js' ? 'chunk' : 'style sheet'}`, async () => {
			const page = await openFaulty(signedIn, remote.app);
			const end = await breakFiles(page, fault, { isHit: isFile(remote.app, 'start', extension), drip });
			await goThrough({ remote, page, timeout: loadTimeout, phase: 'load', end });
			await page.close();
		});
	}
});

test('a page that is opened at a remote whose style sheet hangs has its frame, and others work', async () => {
	const page = await openFaulty(signedIn, 'users');
	const isHit = (path: string) => path.includes('/assets/users/') && path.endsWith('.css');
	await breakFiles(page, 'a hang', { isHit, drip });
	await page.goto(`${suite.url}/users`, { waitUntil: 'commit' });
	await expect(page.getByText('Users is not available')).toBeVisible({ timeout: loadTimeout + mercy });
	await page.getByRole('link', { name: 'Files', exact: true }).click();
	await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
	await page.close();
});

for (const fault of ['404', 'a hang'] as const) {
	test(`who is signed out can sign in as soon as its remote is back: ${fault}`, async ({ browser }) => {
		const context = await browser.newContext();
		const page = await context.newPage();
		const end = await breakFiles(page, fault, { isHit: isFile('auth', 'faulty-entry', 'js'), drip });
		await page.goto(`${suite.url}/files`, { waitUntil: 'commit' });
		await expect(page.getByText('Sign in is not available')).toBeVisible({ timeout: loadTimeout + mercy });
		await mark(page);
		await end();
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByLabel('E-mail').fill('member@flotilla.test');
		expect(await isSameDocument(page)).toBe(true);
		await context.close();
	});
}
