import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../start-error.ts';

export interface FolderLock {
	release(): void;
}

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === 5;

/**
 * Makes this process the one owner of `folder` (made if missing) until it releases or dies.
 *
 * Node has no file locks of its own, SQLite has: an exclusive transaction on an empty
 * database holds one. The operating system drops it with the process, however that ends,
 * so a stale lock cannot exist and no process id or clock has to be trusted.
 *
 * Throws `StartError` DATA_FOLDER_IN_USE when another owner is alive.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
	await mkdir(folder, { recursive: true });
	const file = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 });
	try {
		file.exec('begin exclusive');
	} catch (error) {
		file.close();
		if (!isBusy(error)) throw error;
		throw new StartError('DATA_FOLDER_IN_USE', `The data folder ${folder} is in use by another running server.`, {
			cause: error,
		});
	}
	return {
		release() {
			if (file.isOpen) file.close();
		},
	};
};
