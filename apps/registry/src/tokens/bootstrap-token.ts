import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenStore } from './token-store.ts';
import { verbs } from './verbs.ts';

/** The name of the file, inside the data folder, that holds the first token. */
export const publishTokenFile = 'publish-token';

/**
 * Makes the first token, for all apps and verbs, when there is none at all, and writes it where only
 * the owner of the data folder can read it. Does nothing from then on, also when the file is gone.
 */
export const bootstrapToken = async (tokens: TokenStore, dataFolder: string): Promise<void> => {
	if (!(await tokens.isEmpty())) return;
	await mkdir(dataFolder, { recursive: true });
	let token: string;
	try {
		token = await tokens.create({ name: 'bootstrap', apps: ['*'], can: verbs });
	} catch (error) {
		// Another node of the same database was first, and has it.
		if (!(await tokens.isEmpty())) return;
		throw error;
	}
	try {
		await writeFile(join(dataFolder, publishTokenFile), `${token}\n`, { mode: 0o600 });
	} catch (error) {
		// A token that nobody has must not count as the first one at the next start.
		await tokens.remove('bootstrap');
		throw error;
	}
};
