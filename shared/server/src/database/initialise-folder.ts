import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

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
		await initialiseFolder(templateFolder);
		await cp(templateFolder, making, { recursive: true });
	}
	try {
		await rename(making, folder);
	} catch (error) {
		// Two processes may make the same template at once: the first one's is as good.
		await rm(making, { recursive: true, force: true });
		if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
	}
};
