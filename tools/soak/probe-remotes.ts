import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildChanged } from '../suite/build-changed.ts';
import { publishVersion } from '../suite/publish-version.ts';
import type { Suite } from '../suite/start-suite.ts';

const probedRemotes = ['auth', 'users', 'files'] as const;

/**
 * Publishes builds of the remotes that leave what they were started with in `globalThis.__remotes`, by name, so that a
 * test can do in the name of a remote what its own code could.
 */
export const publishProbes = async (suite: Pick<Suite, 'registryUrl' | 'publishTokenFile'>): Promise<void> => {
	for (const app of probedRemotes) {
		const folder = await buildChanged(app, {
			file: 'src/expose/start.ts',
			edit: (source) => `${source.replace('export const start', 'const startApp')}
				export const start: StartRemote = (context) => {
					Object.assign(((globalThis as { __remotes?: object }).__remotes ??= {}), { ${app}: context });
					return startApp(context);
				};`,
		});
		try {
			await publishVersion(suite, { folder, app, version: '1.0.0-probe' });
		} finally {
			await rm(dirname(dirname(folder)), { recursive: true, force: true });
		}
	}
};
