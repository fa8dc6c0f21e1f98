import { readdir } from 'node:fs/promises';

/** Names of a folder's PNGs without their ending; none where there is no folder. */
export const picturesIn = async (folder: string): Promise<string[]> =>
	(await readdir(folder).catch(() => []))
		.filter((name) => name.endsWith('.png'))
		.map((name) => name.slice(0, -'.png'.length));
