import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBuild } from '../build/run-build.ts';
import { root } from './build-apps.ts';

const temporary = join(root, '.flotilla/e2e');

/**
 * Builds an app from a changed copy of its source, as its team would after an edit.
 * Answers the folder of the build.
 */
export const buildChanged = async (
	app: string,
	change: { file: string; edit: (source: string) => string },
): Promise<string> => {
	await mkdir(temporary, { recursive: true });
	const workspace = await mkdtemp(join(temporary, 'build-'));
	// The build takes the app's name from its folder.
	const folder = join(workspace, app);
	// A build needs no tsconfig, and the copy's would lead to a root that is elsewhere: Vitest complains of that.
	const isLeftOut = (path: string): boolean => path.endsWith('/dist') || path.endsWith('/tsconfig.json');
	await cp(join(root, 'apps', app), folder, { recursive: true, filter: (path) => !isLeftOut(path) });
	const file = join(folder, change.file);
	const source = await readFile(file, 'utf8');
	const edited = change.edit(source);
	if (edited === source) throw new Error(`The edit changes nothing in ${app}/${change.file}`);
	await writeFile(file, edited);

	const { defineApp } = await import('../../rspack.config.base.ts');
	const configuration = await defineApp(folder)({}, { mode: 'production' });
	await runBuild(configuration);
	return join(folder, 'dist');
};
