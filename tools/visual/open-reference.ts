import { execFile } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Reference {
	/** Its checkout. */
	folder: string;
	/** The commit, short. */
	commit: string;
	/** Whether its dependencies are others than those of this checkout, which it is built with all the same. */
	hasOtherDependencies: boolean;
	/** Removes the checkout. */
	close(): Promise<void>;
}

export interface OpenReferenceOptions {
	/** The checkout whose repository and whose dependencies are used. */
	root: string;
	/** A branch, a tag or a commit. */
	reference: string;
	/** Where the other checkout goes; has to be ignored by Git. */
	folder: string;
}

/** There is no such commit; the message says which was asked for. */
export class UnknownReferenceError extends Error {
	override readonly name = 'UnknownReferenceError';
}

/**
 * Checks another commit out beside this one, with the dependencies that are installed here: its own packages are its
 * own, everything else is linked. Throws a `UnknownReferenceError` when there is no such commit.
 */
export const openReference = async ({ root, reference, folder }: OpenReferenceOptions): Promise<Reference> => {
	const git = async (...args: string[]) => (await run('git', args, { cwd: root })).stdout.trim();
	const commit = await git('rev-parse', '--verify', '--quiet', `${reference}^{commit}`).catch(() => {
		throw new UnknownReferenceError(`Git knows no commit "${reference}".`);
	});
	const close = async () => {
		await git('worktree', 'remove', '--force', folder).catch(() => {});
		await rm(folder, { recursive: true, force: true });
		await git('worktree', 'prune');
	};
	// One that was broken off may have left its checkout.
	await close();
	await git('worktree', 'add', '--detach', '--force', folder, commit);
	try {
		await linkDependencies(root, folder);
		const [here, there] = await Promise.all(
			[root, folder].map((checkout) => readFile(join(checkout, 'package-lock.json'), 'utf8')),
		);
		return { folder, commit: commit.slice(0, 10), hasOtherDependencies: here !== there, close };
	} catch (error) {
		await close();
		throw error;
	}
};

const linkDependencies = async (root: string, folder: string): Promise<void> => {
	await linkModules(join(root, 'node_modules'), join(folder, 'node_modules'));
	for (const group of ['apps', 'shared']) {
		for (const name of await readdir(join(root, group))) {
			const [from, to] = [root, folder].map((checkout) => join(checkout, group, name));
			if (from === undefined || to === undefined || !(await isFolder(to))) continue;
			const modules = join(from, 'node_modules');
			if (await isFolder(modules)) await linkModules(modules, join(to, 'node_modules'));
		}
	}
};

/** Links each package. What is a relative link already leads into the checkout it stands in, and is copied as it is. */
const linkModules = async (from: string, to: string): Promise<void> => {
	await mkdir(to, { recursive: true });
	for (const entry of await readdir(from, { withFileTypes: true })) {
		// Caches and the like belong to the checkout that made them.
		if (entry.name.startsWith('.')) continue;
		const [source, target] = [join(from, entry.name), join(to, entry.name)];
		if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
		else if (entry.name === '@flotilla') await linkModules(source, target);
		else await symlink(source, target);
	}
};

const isFolder = async (path: string): Promise<boolean> => {
	try {
		return (await lstat(path)).isDirectory();
	} catch {
		return false;
	}
};
