import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { createApi } from '../create-api.ts';

export const demoPassword = 'flotilla-demo-2026';

/** Where an empty database of the embedded engine is kept for the next. */
export const templateFolder = join(tmpdir(), 'flotilla-database-template');

/** What a seeded folder is made of: the engine and every file that has a say in its content. */
const fingerprint = (): string => {
	const source = new URL('..', import.meta.url).pathname;
	const hash = createHash('sha256');
	for (const name of globSync('{auth/password,files/*,database/*,demo/*}.ts', { cwd: source }).toSorted()) {
		hash.update(name).update(readFileSync(join(source, name)));
	}
	const engine = findPackageJSON('@electric-sql/pglite', import.meta.resolve('@flotilla/server'));
	return hash
		.update(readFileSync(engine ?? ''))
		.digest('hex')
		.slice(0, 16);
};

/**
 * Copies the data of a server that was started once with the demo data and closed: starting on it takes
 * a fraction of the time. It is made when the first test asks for it, and kept until what it is made of changes.
 */
export const copySeededFolder = async (folder: string): Promise<void> => {
	const seeded = join(tmpdir(), `flotilla-api-seeded-${fingerprint()}`);
	if (!existsSync(seeded)) {
		const making = `${seeded}.${process.pid}-${Date.now()}`;
		await mkdir(making, { recursive: true });
		const log = createLog({ name: 'api', level: 'silent' });
		const api = await createApi({ dataFolder: making, log, demo: { password: demoPassword }, templateFolder });
		await api.backgroundWorkDone();
		await api.close();
		try {
			await rename(making, seeded);
		} catch {
			// Another test file made the same meanwhile.
			await rm(making, { recursive: true, force: true });
		}
	}
	await cp(seeded, folder, { recursive: true });
};
