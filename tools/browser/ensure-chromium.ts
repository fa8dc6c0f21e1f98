import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../suite/build-apps.ts';
import { findChromium } from './find-chromium.ts';

/**
 * Sees to it that there is a Chromium: one that is here, else Playwright's own download, else
 * Debian's package. Throws with one sentence when none can be had.
 */
export const ensureChromium = (): void => {
	if (findChromium() !== undefined) return;
	console.log('Installing a Chromium for the browser tests ...');
	const attempts: [command: string, args: string[]][] = [
		[process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', '--with-deps', 'chromium']],
		['apt-get', ['update', '-qq']],
		['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']],
	];
	for (const [command, args] of attempts) {
		spawnSync(command, args, {
			stdio: ['ignore', 'ignore', 'inherit'],
			timeout: 300_000,
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
		if (findChromium() !== undefined) return;
	}
	throw new Error(
		'The browser tests need a Chromium and none could be installed: install one and say where it is with CHROMIUM_PATH=<file>.',
	);
};
