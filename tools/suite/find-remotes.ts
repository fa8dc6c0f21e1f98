import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** The names of a checkout's remotes: the folders of `apps` that have a manifest. In the order of the alphabet. */
export const findRemotes = (root: string): string[] =>
	globSync('apps/*/remote.manifest.ts', { cwd: root })
		.map((path) => basename(dirname(path)))
		.sort();
