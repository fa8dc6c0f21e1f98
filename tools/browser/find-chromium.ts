import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What Chromium needs to run as root in a container, and to stay off the network by itself. */
export const chromiumArgs: readonly string[] = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const isExecutable = (path: string): boolean => {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

export interface FindChromiumOptions {
	/** Default `process.env`. Reads `CHROMIUM_PATH` and `PATH`. */
	env?: NodeJS.ProcessEnv | undefined;
	/** Where Playwright keeps its own. Default what Playwright says; it throws where there is no build for the machine. */
	playwrightPath?: (() => string) | undefined;
}

/**
 * The path of a Chromium to test with: the one `CHROMIUM_PATH` names, else Playwright's own, else the system's.
 * `undefined` when there is none; Playwright's message then says how to install one.
 * Throws when `CHROMIUM_PATH` names nothing that can be run: a wish that cannot be met should not pass unseen.
 */
export function findChromium({
	env = process.env,
	playwrightPath = () => chromium.executablePath(),
}: FindChromiumOptions = {}): string | undefined {
	const named = env.CHROMIUM_PATH;
	if (named !== undefined && named !== '') {
		if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is not a program that can be run.`);
		return named;
	}
	const candidates: string[] = [];
	try {
		candidates.push(playwrightPath());
	} catch {
		// Playwright has no build for this machine; the system may.
	}
	candidates.push('/usr/bin/chromium', '/usr/bin/chromium-browser');
	for (const folder of (env.PATH ?? '').split(delimiter)) {
		for (const name of ['chromium', 'google-chrome', 'google-chrome-stable']) candidates.push(join(folder, name));
	}
	return candidates.find(isExecutable);
}
