import { addresses, arrive, dashboard, enterFrame, files, heading, patience, settings, users } from './arrive.ts';
import type { WatchedTab } from './watch-tab.ts';

/** One thing that somebody does in the application; done when what it leads to is there. */
export interface Step {
	name: string;
	/** How often it is chosen, beside the others. */
	weight: number;
	run(tab: WatchedTab, draw: Draw): Promise<void>;
}

export interface Draw {
	/** The suite's origin. */
	url: string;
	oneOf<T>(choices: readonly [T, ...T[]]): T;
}

const publicPaths: readonly [string, ...string[]] = [
	'/auth/sign-in',
	'/auth/register',
	'/auth/forgot-password',
	'/auth/terms',
	'/auth/reset-password?token=of-a-mail',
	'/users',
];

/** By a line of the navigation. */
const follow = async (tab: WatchedTab, url: string, line: string): Promise<void> => {
	await enterFrame(tab, url);
	const navigation = tab.page.getByRole('navigation', { name: 'Main' });
	await navigation.getByRole('link', { name: line, exact: true }).click({ timeout: patience });
};

/** Steps back or forward, which may load another document or not, and never leaves the application. */
const go = ({ page, load }: WatchedTab, direction: 'goBack' | 'goForward', url: string): Promise<void> =>
	load(async () => {
		await page[direction]({ timeout: patience });
		if (!page.url().startsWith(url)) await page.goto(url, { timeout: patience });
	});

const reload = ({ page, load }: WatchedTab) => load(() => page.reload({ timeout: patience }));

/** Of somebody who is signed in. */
export const stepsInside: readonly Step[] = [
	{
		name: 'dashboard',
		weight: 3,
		async run(tab, { url }) {
			await follow(tab, url, 'Dashboard');
			await dashboard(tab.page);
		},
	},
	{
		name: 'users',
		weight: 3,
		async run(tab, { url }) {
			await follow(tab, url, 'Users');
			await users(tab.page);
		},
	},
	{
		name: 'person',
		weight: 4,
		async run(tab, { url, oneOf }) {
			const { page } = tab;
			await follow(tab, url, 'Users');
			await users(page);
			const row = page.locator('tr[data-user-id]').nth(oneOf([0, 1, 2, 3]));
			await row.getByRole('link').first().click({ timeout: patience });
			await page.waitForURL(/\/users\/[0-9a-f-]{36}/, { timeout: patience });
			// The tab of another remote.
			await page.getByRole('tab', { name: 'Files' }).click({ timeout: patience });
			await page.getByRole('tabpanel').locator('[data-remote=files]').waitFor({ timeout: patience });
			await heading(page);
		},
	},
	{
		name: 'files',
		weight: 3,
		async run(tab, { url }) {
			await follow(tab, url, 'Files');
			await files(tab.page);
		},
	},
	{
		name: 'file',
		weight: 2,
		async run(tab, { url }) {
			const { page } = tab;
			await follow(tab, url, 'Files');
			await files(page);
			await page.locator('[data-file-id]').first().getByRole('link').first().click({ timeout: patience });
			await page.getByRole('dialog').waitFor({ timeout: patience });
			await page.keyboard.press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: patience });
		},
	},
	{
		name: 'settings',
		weight: 2,
		async run(tab, { url }) {
			await follow(tab, url, 'Settings');
			await settings(tab.page);
		},
	},
	{
		name: 'palette',
		weight: 2,
		async run(tab, { url }) {
			const { page } = tab;
			await enterFrame(tab, url);
			await page.keyboard.press('ControlOrMeta+k');
			await page.getByRole('combobox', { name: 'Search and commands' }).fill('settings', { timeout: patience });
			await page.getByRole('option', { name: 'Settings' }).first().click({ timeout: patience });
			await settings(page);
		},
	},
	{
		name: 'back',
		weight: 3,
		async run(tab, { url }) {
			await go(tab, 'goBack', url);
			await arrive(tab.page);
		},
	},
	{
		name: 'forward',
		weight: 1,
		async run(tab, { url }) {
			await go(tab, 'goForward', url);
			await arrive(tab.page);
		},
	},
	{
		name: 'reload',
		weight: 2,
		async run(tab) {
			await reload(tab);
			await arrive(tab.page);
		},
	},
	{
		name: 'address',
		weight: 2,
		async run({ page, load }, { url, oneOf }) {
			const { path, isThere } = oneOf(addresses);
			await load(() => page.goto(`${url}${path}`, { timeout: patience }));
			await isThere(page);
		},
	},
];

/** Of somebody who is not signed in, and stays so. */
export const stepsOutside: readonly Step[] = [
	{
		name: 'public address',
		weight: 3,
		async run({ page, load }, { url, oneOf }) {
			await load(() => page.goto(`${url}${oneOf(publicPaths)}`, { timeout: patience }));
			await heading(page);
		},
	},
	{
		name: 'to registration',
		weight: 3,
		async run({ page, load }, { url }) {
			await load(() => page.goto(`${url}/auth/sign-in`, { timeout: patience }));
			await page.getByRole('link', { name: 'Create an account' }).click({ timeout: patience });
			await page.getByRole('button', { name: 'Create account' }).waitFor({ timeout: patience });
			await heading(page);
		},
	},
	{
		name: 'public back',
		weight: 2,
		async run(tab, { url }) {
			await go(tab, 'goBack', url);
			await heading(tab.page);
		},
	},
	{
		name: 'public reload',
		weight: 2,
		async run(tab) {
			await reload(tab);
			await heading(tab.page);
		},
	},
];

/** Another version, where the page offers one. Resolves with whether it did. */
export const takeOffer = async ({ page, load }: WatchedTab): Promise<boolean> => {
	const offer = page.getByRole('button', { name: 'Update to the new version' });
	if (!(await offer.isVisible())) return false;
	await load(() => Promise.all([page.waitForEvent('load', { timeout: patience }), offer.click({ timeout: patience })]));
	await arrive(page);
	return true;
};
