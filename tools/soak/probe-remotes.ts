import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { publishBuild } from '@flotilla/registry';
import { buildChanged } from '../suite/build-changed.ts';
import type { Suite } from '../suite/start-suite.ts';

const probedRemotes = ['auth', 'users', 'files'] as const;

/**
 * Publishes builds of the remotes that leave what they were started with in `globalThis.__remotes`, by name, so that a
 * test can do in the name of a remote what its own code could.
 */
export const publishProbes = async (suite: Pick<Suite, 'registryUrl' | 'publishTokenFile'>): Promise<void> => {
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	for (const app of probedRemotes) {
		const folder = await buildChanged(app, {
			file: 'src/expose/start.ts',
			edit: (source) => `${source.replace('export const start', 'const startApp')}
				export const start: StartRemote = (context) => {
					(globalThis as any).__remotes = { ...(globalThis as any).__remotes, ${app}: context };
					return startApp(context);
				};`,
		});
		try {
			await publishBuild({
				folder,
				app,
				version: '1.0.0-probe',
				channel: 'production',
				registry: suite.registryUrl,
				token,
			});
		} finally {
			await rm(dirname(dirname(folder)), { recursive: true, force: true });
		}
	}
};
