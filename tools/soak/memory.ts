import { type Browser, chromium } from 'playwright-core';
import { demoPassword, startTestSuite } from '../../e2e/fixtures/suite.ts';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { buildApps } from '../suite/build-apps.ts';
import { countTimers, mountedRemotes, watchMemory } from './watch-memory.ts';

export interface MemorySoakOptions {
	/** How often each remote is mounted and unmounted. */
	rounds: number;
	report(line: string): void;
}

/** Mounts and unmounts each remote of the built suite in Chromium, and resolves with what was not given back. */
export const soakMemory = async ({ rounds, report }: MemorySoakOptions): Promise<readonly string[]> => {
	await buildApps();
	const suite = await startTestSuite();
	let browser: Browser | undefined;
	try {
		const executablePath = findChromium();
		browser = await chromium.launch({
			args: [...chromiumArgs],
			...(executablePath === undefined ? {} : { executablePath }),
		});
		const page = await browser.newPage();
		await countTimers(page);
		await page.goto(suite.url);
		await page.getByLabel('E-mail').fill('admin@flotilla.test');
		await page.getByLabel('Password', { exact: true }).fill(demoPassword);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.getByRole('region', { name: 'People' }).waitFor();
		return await watchMemory({ page, remotes: mountedRemotes, rounds, report });
	} finally {
		await browser?.close();
		await suite.dispose();
	}
};
