import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { picturesIn } from './pictures-in.ts';

/** Removes pictures of stories that failed: they show an error, and are nothing to compare with. */
export const dropFailed = async (pictures: string, failures: ReadonlyMap<string, string>): Promise<void> => {
	for (const name of failures.keys()) await rm(join(pictures, `${name}.png`), { force: true });
};

export interface KeepPicturesOptions {
	/** Folder of what was taken. */
	pictures: string;
	/** Folder of what is kept from run to run. */
	kept: string;
	/** By the shot's name. What is kept of these stays: it is from when they worked. */
	failures: ReadonlyMap<string, string>;
	/** Which pictures such a run takes; the others that are kept stay. */
	isWanted: (name: string) => boolean;
}

/** Keeps what was taken in place of what an earlier run took of the same. */
export const keepPictures = async ({ pictures, kept, failures, isWanted }: KeepPicturesOptions): Promise<void> => {
	await dropFailed(pictures, failures);
	for (const name of await picturesIn(kept))
		if (isWanted(name) && !failures.has(name)) await rm(join(kept, `${name}.png`));
	await cp(pictures, kept, { recursive: true });
};
