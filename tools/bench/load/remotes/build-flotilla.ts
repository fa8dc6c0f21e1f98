import { join } from 'node:path';
import { runBuild } from '../../../build/run-build.ts';
import { browserApps, buildApps, root } from '../../../suite/build-apps.ts';
import type { BenchRemote } from './bench-remotes.ts';

/** Folders of builds. */
export interface FlotillaBuilds {
	shell: string;
	remotes: string[];
	/** The build of one of them after an edit. */
	changed: { app: string; folder: string };
}

/** Builds the suite as `npm start` publishes it, with generated remotes beside its own. */
export const buildFlotilla = async (remotes: readonly BenchRemote[], changed: BenchRemote): Promise<FlotillaBuilds> => {
	await buildApps();
	const own = browserApps.map((app) => join(root, 'apps', app));
	const folders: string[] = [];
	for (const { folder } of remotes) folders.push(own.includes(folder) ? join(folder, 'dist') : await build(folder));
	return {
		shell: join(root, 'apps/shell/dist'),
		remotes: folders,
		changed: { app: changed.name, folder: await build(changed.folder) },
	};
};

const build = async (folder: string): Promise<string> => {
	const { defineApp } = await import('../../../../rspack.config.base.ts');
	await runBuild(await defineApp(folder)({}, { mode: 'production' }));
	return join(folder, 'dist');
};
