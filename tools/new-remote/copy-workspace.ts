import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface WorkspaceCopy {
	root: string;
	remove(): Promise<void>;
}

const leftOut = new Set(['node_modules', 'dist', '.git', '.nx', '.flotilla', 'storybook-static']);

/** A checkout's source in a temporary folder, with the installed packages of the original. */
export const copyWorkspace = async (original: string): Promise<WorkspaceCopy> => {
	const root = await mkdtemp(join(tmpdir(), 'workspace-'));
	await cp(original, root, { recursive: true, filter: (path) => path === original || !leftOut.has(basename(path)) });
	for (const modules of globSync(['node_modules', '{apps,shared}/*/node_modules'], { cwd: original })) {
		await linkModules(join(original, modules), join(root, modules));
	}
	return { root, remove: () => rm(root, { recursive: true, force: true }) };
};

/** What is installed is linked; the workspace's own packages are the copy's. */
const linkModules = async (from: string, to: string): Promise<void> => {
	await mkdir(join(to, '@flotilla'), { recursive: true });
	for (const name of await readdir(from)) {
		// What tools note down there is written to: through a link it would be the original's.
		if (name === '@flotilla' || name.startsWith('.')) continue;
		await symlink(join(from, name), join(to, name));
	}
	for (const name of await readdir(join(from, '@flotilla')).catch(() => []))
		await symlink(await readlink(join(from, '@flotilla', name)), join(to, '@flotilla', name));
};
