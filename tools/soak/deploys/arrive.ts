import type { Page } from 'playwright-core';
import type { WatchedTab } from './watch-tab.ts';

/** Milliseconds in which a step has to have led to what it leads to: ten browsers share the processors with the servers. */
export const patience = 30_000;

/** The title of a page, or of any. */
export const heading = (page: Page, name?: string | RegExp): Promise<void> =>
	page
		.getByRole('heading', { level: 1, ...(name === undefined ? {} : { name, exact: typeof name === 'string' }) })
		.first()
		.waitFor({ timeout: patience });

const there = (page: Page, selector: string) => page.locator(selector).first().waitFor({ timeout: patience });

export const dashboard = async (page: Page): Promise<void> => {
	await heading(page, /^Hello/);
	// What two remotes have put there.
	for (const remote of ['users', 'files']) await there(page, `main [data-remote=${remote}] li`);
};

export const users = async (page: Page): Promise<void> => {
	await heading(page, 'Users');
	await there(page, 'tr[data-user-id]');
};

export const files = async (page: Page): Promise<void> => {
	await heading(page, 'Files');
	await there(page, 'tr[data-file-id]');
};

export const settings = async (page: Page): Promise<void> => {
	await heading(page, 'Settings');
	// The part that `auth` has put there.
	await page.getByRole('heading', { name: 'Password' }).first().waitFor({ timeout: patience });
};

interface Address {
	path: string;
	/** Resolves once what the address leads to is there. */
	isThere(page: Page): Promise<void>;
}

/** Of somebody who is signed in. */
export const addresses: readonly [Address, ...Address[]] = [
	{ path: '/', isThere: dashboard },
	{ path: '/users', isThere: users },
	{ path: '/files', isThere: files },
	{ path: '/settings', isThere: settings },
	{ path: '/users/new', isThere: (page) => heading(page) },
	{ path: '/users/import', isThere: (page) => heading(page) },
	{ path: '/nothing-is-here', isThere: (page) => heading(page) },
	{ path: '/auth/terms', isThere: (page) => heading(page, 'Terms of use') },
	// They are led on from there.
	{ path: '/auth/sign-in', isThere: dashboard },
];

/** Resolves once what the page's address leads to is there, with nothing open over it. */
export const arrive = async (page: Page): Promise<void> => {
	const dialog = page.getByRole('dialog').first();
	await page.getByRole('heading', { level: 1 }).or(dialog).first().waitFor({ timeout: patience });
	if (await dialog.isVisible()) {
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden', timeout: patience });
	}
	const { pathname } = new URL(page.url());
	await (addresses.find(({ path }) => path === pathname)?.isThere ?? heading)(page);
};

/** Leaves the pages that have no navigation. */
export const enterFrame = async ({ page, load }: WatchedTab, url: string): Promise<void> => {
	if (!new URL(page.url()).pathname.startsWith('/auth/')) return;
	await load(() => page.goto(url, { timeout: patience }));
	await dashboard(page);
};
