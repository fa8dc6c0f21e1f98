import type { ComposedRemote, Composition } from '@flotilla/contracts';
import type { LoadRemoteModule } from '../remote.ts';
import { addressOf, loadRemoteModule } from './load-remote-module.ts';
import { admitAll, checkFiles } from './page-integrity.ts';
import { applyStylesOfReplacement } from './page-styles.ts';
import { preloadFiles } from './preload-files.ts';
import { preloadModule } from './preload-module.ts';

export interface VerifiedLoaderOptions {
	/** Hashes that come later are admitted by `admitFiles`. */
	composition: Pick<Composition, 'integrity' | 'allIntegrity'>;
	/** Default: `loadRemoteModule`. */
	load?: LoadRemoteModule;
}

/**
 * Loads remotes whose every file is what was published: what has no hash in the composition, or another one, does not
 * run, and the remote fails. A composition without any hashes, which a test or a story has, is loaded as it is.
 *
 * The page's import map covers what is imported under its own address. It says nothing of the address that another
 * attempt has, and browsers before Chrome 127, Firefox 138 and Safari 18 know no hashes in it: so the entry is
 * preloaded with its hash first. A browser imports the very module that was preloaded.
 */
export const createVerifiedLoader = ({
	composition,
	load = loadRemoteModule,
}: VerifiedLoaderOptions): LoadRemoteModule => {
	const { integrity } = composition;
	if (integrity === undefined) return load;
	checkFiles(composition);

	return async (address) => {
		const { name, entry, attempt, initial, shared } = address;
		applyStylesOfReplacement(name, entry);
		if (integrity[entry] === undefined) await admitAll(composition);
		const hash = integrity[entry];
		if (hash === undefined) throw new Error(`The page has no hash for ${entry}, so ${name} is not run.`);
		// Beside the entry, which would ask for them only once it runs.
		if (attempt === 0) for (const files of [initial, shared]) if (files !== undefined) preloadFiles(files, integrity);
		// Nothing waits for it, as it may hang: this attempt has addresses of its own, and the next page has the old ones.
		if (attempt > 0 && initial !== undefined) void refreshAll(initial, integrity);
		await preloadModule({ url: addressOf(entry, attempt), integrity: hash });
		return load(address);
	};
};

/**
 * Fetches anew what did not have the right bytes: a browser keeps them for a year, as their address says that they never
 * change. What is still wrong is left to whoever loads it, who says so.
 */
const refreshAll = async (
	{ modules, styles }: ComposedRemote['initial'],
	integrity: Readonly<Record<string, string>>,
) => {
	const check = (url: string, cache: RequestCache) =>
		fetch(url, { cache, ...(integrity[url] === undefined ? {} : { integrity: integrity[url] }) });
	await Promise.all(
		[...modules, ...styles].map(async (url) => {
			try {
				await check(url, 'default');
			} catch {
				await check(url, 'reload').catch(() => undefined);
			}
		}),
	);
};
