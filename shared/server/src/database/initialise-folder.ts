import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** A data folder fits the very version that made it. */
const readVersion = async (): Promise<string> => {
	const path = findPackageJSON('@electric-sql/pglite', import.meta.url);
	if (path === undefined) throw new Error('The package of PGlite cannot be found.');
	return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
};

/**
 * Makes a PostgreSQL data folder unless there is one. Written beside its place and moved
 * there when whole, so that a kill in the middle leaves nothing half made.
 */
export const initialiseFolder = async (folder: string, templateFolder?: string): Promise<void> => {
	if (existsSync(join(folder, 'PG_VERSION'))) return;
	const making = `${folder}.making-${process.pid}-${Date.now()}`;
	await mkdir(dirname(folder), { recursive: true });
	if (templateFolder === undefined) {
		const database = await PGlite.create({ dataDir: making });
		await database.close();
	} else {
		const template = join(templateFolder, await readVersion());
		await initialiseFolder(template);
		await cp(template, making, { recursive: true });
	}
	try {
		await rename(making, folder);
	} catch (error) {
		// Two processes may make the same template at once: the first one's is as good.
		await rm(making, { recursive: true, force: true });
		if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
	}
};
