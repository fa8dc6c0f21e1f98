import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyTemplate } from './copy-template.ts';
import { enterInLockfile } from './enter-in-lockfile.ts';
import { findObjection } from './find-objection.ts';
import { type NewRemoteOptions, OptionsError } from './read-options.ts';

interface CreateRemoteOptions extends NewRemoteOptions {
	/** The checkout it is made in. */
	root: string;
}

/**
 * Makes `apps/<name>` of the template, and enters it in the lockfile; all of it or nothing. Answers the folder.
 * Throws an `OptionsError` where the name is taken.
 */
export const createRemote = async ({ root, name, title }: CreateRemoteOptions): Promise<string> => {
	const objection = findObjection(root, name);
	if (objection !== undefined) throw new OptionsError(objection);
	const folder = `apps/${name}`;
	const scratch = await prepare(root);
	try {
		const draft = join(scratch, name);
		await copyTemplate({ root, folder: draft, name, title });
		// Refused where something is there: a folder without a package.json is somebody's, too.
		await rename(draft, join(root, folder)).catch((cause: NodeJS.ErrnoException) => {
			if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause;
			throw new OptionsError(`There is a folder ${folder} already; choose another name, or remove it.`, { cause });
		});
		const undo: (() => Promise<void>)[] = [() => rm(join(root, folder), { recursive: true })];
		try {
			undo.unshift(await enterInLockfile(root, folder));
			// A longer name breaks lines elsewhere.
			await format(root, folder);
		} catch (error) {
			for (const step of undo) await step();
			throw error;
		}
		return folder;
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
};

const prepare = async (root: string): Promise<string> => {
	const parent = join(root, '.flotilla/new-remote');
	await mkdir(parent, { recursive: true });
	return mkdtemp(join(parent, 'draft-'));
};

const format = (root: string, folder: string) =>
	new Promise<void>((resolve, reject) => {
		const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
		const child = spawn(process.execPath, [biome, 'check', '--write', '--colors=off', folder], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => {
				output += chunk;
			});
		}
		child.once('error', reject);
		child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`Biome refuses ${folder}:\n${output}`))));
	});
