import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { assetPath, type BuildManifest, buildManifest, buildManifestFile } from '@flotilla/contracts';
import type { BuildFile } from '../builds/build-id.ts';

const brand = Symbol.for('flotilla.build-folder-error');

/** The folder is not what a build writes; found before anything was sent. */
export class BuildFolderError extends Error {
	override readonly name = 'BuildFolderError';
	readonly code = 'BUILD_FOLDER_INVALID';
	readonly [brand] = true;
}

export const isBuildFolderError = (value: unknown): value is BuildFolderError =>
	typeof value === 'object' && value !== null && brand in value;

export interface BuildFolder {
	manifest: BuildManifest;
	/** Sorted by path; without the manifest and without files whose name starts with a dot. */
	files: BuildFile[];
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const readManifest = async (folder: string): Promise<BuildManifest> => {
	let text: string;
	try {
		text = await readFile(join(folder, buildManifestFile), 'utf8');
	} catch (error) {
		if (!isMissing(error)) throw error;
		throw new BuildFolderError(`There is no ${buildManifestFile} in ${folder}. Build the app first.`, { cause: error });
	}
	try {
		return buildManifest.parse(JSON.parse(text));
	} catch (error) {
		const reason = error instanceof SyntaxError ? 'is not JSON' : 'does not describe a build';
		throw new BuildFolderError(`${buildManifestFile} in ${folder} ${reason}.`, { cause: error });
	}
};

const hashFile = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
};

/** Reads what a build wrote. Throws `BuildFolderError`. */
export const readBuildFolder = async (folder: string): Promise<BuildFolder> => {
	const manifest = await readManifest(folder);
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((path) => path !== buildManifestFile && !path.split('/').some((segment) => segment.startsWith('.')))
		.sort();
	const files: BuildFile[] = [];
	for (const path of paths) {
		if (!assetPath.safeParse(path).success) {
			throw new BuildFolderError(`The name of ${path} cannot be part of an address: use letters, digits and _@~+.-`);
		}
		const absolute = join(folder, path);
		files.push({ path, sha256: await hashFile(absolute), size: (await stat(absolute)).size });
	}
	return { manifest, files };
};
