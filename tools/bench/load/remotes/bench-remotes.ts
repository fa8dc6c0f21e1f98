import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RemoteManifest } from '@flotilla/contracts';
import { copyTemplate } from '../../../new-remote/copy-template.ts';
import { browserApps, root } from '../../../suite/build-apps.ts';

/** The sources of one remote, which every variant is built from. */
export interface BenchRemote {
	name: string;
	/** With `remote.manifest.ts` and `src/expose/start.ts`. */
	folder: string;
	manifest: RemoteManifest;
}

/** The page that is measured is theirs. */
const measured = 'users';

/** The suite's own remotes, that of the measured page first. */
const own = [measured, ...browserApps.filter((app) => app !== 'shell' && app !== measured)];

/**
 * So many remotes: the suite's own first, then such as `npm run new-remote` makes, each with a page, a collection, a slot
 * and texts in two languages. What is generated goes into `folder`, which is emptied.
 */
export const makeRemotes = async (count: number, folder: string): Promise<BenchRemote[]> => {
	await rm(folder, { recursive: true, force: true });
	const remotes = own.slice(0, count).map((name) => ({ name, folder: join(root, 'apps', name) }));
	for (let number = remotes.length + 1; number <= count; number += 1) {
		const name = `berth${String(number).padStart(2, '0')}`;
		const made = { name, folder: join(folder, name) };
		await copyTemplate({ ...made, root, title: `Berth ${number}` });
		remotes.push(made);
	}
	return Promise.all(
		remotes.map(async (remote) => {
			const file = join(remote.folder, 'remote.manifest.ts');
			return { ...remote, manifest: ((await import(file)) as { manifest: RemoteManifest }).manifest };
		}),
	);
};

/** The first remote after an edit of what it first runs, and the others as they are. */
export const changeFirst = async (remotes: readonly BenchRemote[], folder: string): Promise<BenchRemote[]> => {
	const [first, ...others] = remotes;
	if (first === undefined) throw new RangeError('There is no remote to change');
	// A build takes the app's name from its folder.
	const copy = join(folder, first.name);
	await rm(folder, { recursive: true, force: true });
	await cp(first.folder, copy, { recursive: true, filter: (path) => !/[\\/](dist|node_modules|\.nx)$/.test(path) });
	const start = join(copy, 'src/expose/start.ts');
	const source = await readFile(start, 'utf8');
	await writeFile(start, `${source}\nperformance.mark('the-build-after-the-deploy');\n`);
	return [{ ...first, folder: copy }, ...others];
};
