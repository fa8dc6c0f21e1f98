import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../suite/build-apps.ts';

/** A new folder for what a bench makes, below the checkout, where the packages are found. Whoever made it removes it. */
export const makeBenchFolder = async (name: string): Promise<string> => {
	const temporary = join(root, '.flotilla/bench');
	await mkdir(temporary, { recursive: true });
	return mkdtemp(join(temporary, `${name}-`));
};
