import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Lockfile {
	packages: Record<string, object>;
}

interface Package {
	name: string;
	version: string;
	license: string;
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}

/** Puts an entry where npm would: names are in the order of the alphabet. */
const insert = (packages: Record<string, object>, key: string, value: object): Record<string, object> => {
	const entries = Object.entries(packages);
	const after = entries.findIndex(([other]) => other.localeCompare(key, 'en') > 0);
	entries.splice(after === -1 ? entries.length : after, 0, [key, value]);
	return Object.fromEntries(entries);
};

/** The text of a `package-lock.json` with one more workspace, whose dependencies are all in it already. */
export const withWorkspace = (lockfile: string, folder: string, { name, ...about }: Package): string => {
	const lock = JSON.parse(lockfile) as Lockfile;
	const { version, license, dependencies, devDependencies } = about;
	let packages = insert(lock.packages, folder, { name, version, license, dependencies, devDependencies });
	packages = insert(packages, `node_modules/${name}`, { resolved: folder, link: true });
	return `${JSON.stringify({ ...lock, packages }, null, 2)}\n`;
};

/**
 * Does for a workspace that brings no new dependency what `npm install` would: its entries in the lockfile and its link
 * in `node_modules`. An install that was up to date stays so, and needs no network. Answers how to undo it.
 */
export const enterInLockfile = async (root: string, folder: string): Promise<() => Promise<void>> => {
	const file = join(root, 'package-lock.json');
	// As tools/setup/run.mjs keeps it.
	const stamp = join(root, 'node_modules/.flotilla-lock-hash');
	const before = await readFile(file, 'utf8');
	const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Package;
	const after = withWorkspace(before, folder, about);

	const link = join(root, 'node_modules', about.name);
	await mkdir(dirname(link), { recursive: true });
	await symlink(join('../..', folder), link, 'junction').catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	const write = async (text: string, known: string) => {
		const isCurrent = (await readFile(stamp, 'utf8').catch(() => '')) === hashOf(known);
		await writeFile(`${file}.new`, text);
		await rename(`${file}.new`, file);
		if (isCurrent) await writeFile(stamp, hashOf(text));
	};
	await write(after, before);
	return async () => {
		await rm(link, { force: true });
		await write(before, after);
	};
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
