import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { type BrowserContext, chromium } from 'playwright-core';
import { fillSignIn } from '../browser/fill-sign-in.ts';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import type { ServedSuite } from '../suite/serve-suite.ts';

export interface AuditBrowser {
	/** Of its debugging protocol. */
	port: number;
	version: string;
	close(): Promise<void>;
}

/** A Chromium with a profile of its own, signed in by the form if wanted, with no page of the suite left open. */
export const openBrowser = async (suite: ServedSuite, { signedIn }: { signedIn: boolean }): Promise<AuditBrowser> => {
	const port = await getPort();
	const profile = await mkdtemp(join(tmpdir(), 'flotilla-lighthouse-'));
	const executablePath = findChromium();
	const context = await chromium.launchPersistentContext(profile, {
		...(executablePath === undefined ? {} : { executablePath }),
		args: [
			...chromiumArgs,
			`--remote-debugging-port=${port}`,
			// Trusted, not ignored: a page behind a certificate error is kept out of the browser's cache.
			`--ignore-certificate-errors-spki-list=${suite.certificate.fingerprint}`,
		],
		viewport: null,
	});
	const close = async () => {
		await context.close();
		await rm(profile, { recursive: true, force: true });
	};
	try {
		if (signedIn) await signIn(context, suite);
		return { port, version: context.browser()?.version() ?? 'unknown', close };
	} catch (error) {
		await close();
		throw error;
	}
};

const signIn = async (context: BrowserContext, { url, account }: ServedSuite): Promise<void> => {
	const page = await context.newPage();
	await fillSignIn(page, url, account);
	// An open page would hold the tab's connection, and take processor time from what is measured.
	await page.close();
};
