import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reservedPaths, shellPaths } from '@flotilla/contracts';

/** Why a checkout cannot have another remote of that name, as a sentence; undefined: it can. */
export const findObjection = (root: string, name: string): string | undefined => {
	if (reservedPaths.includes(name)) return `The path /${name} belongs to the registry; choose another name.`;
	if (shellPaths.includes(name)) return `The path /${name} is a page of the shell; choose another name.`;

	for (const path of globSync('{apps/*,shared/*,e2e}/package.json', { cwd: root })) {
		const known = JSON.parse(readFileSync(join(root, path), 'utf8')) as { name?: string };
		if (known.name === `@flotilla/${name}`) {
			return `There is @flotilla/${name} already, in ${path.replace('/package.json', '')}; choose another name.`;
		}
	}
	// A remote may own another path than that of its name.
	for (const path of globSync('apps/*/remote.manifest.ts', { cwd: root })) {
		if (new RegExp(`routePrefix: ['"]/${name}['"]`).test(readFileSync(join(root, path), 'utf8'))) {
			return `The path /${name} belongs to the remote in ${path.replace('/remote.manifest.ts', '')}; choose another name.`;
		}
	}
	return undefined;
};
