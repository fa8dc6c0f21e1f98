import { admitAll, createReplacementFinder, createVerifiedLoader, lendHostRuntime } from '@flotilla/federation/host';
import { readBeacons, readComposition, readServiceWorker, readTimeouts } from './read-composition.ts';
import { startShell } from './start-shell.tsx';
import { whenSomebodyActs } from './when-somebody-acts.ts';

/** Starts the shell on the page that it was served with. */
export const startPage = (): Promise<void> => {
	lendHostRuntime();
	const composition = readComposition(document);
	// Before they open another remote, which would wait for its hashes; and not for who looks at one page and leaves.
	void whenSomebodyActs().then(() => admitAll(composition).catch(() => undefined));
	return startShell({
		composition,
		loadModule: createVerifiedLoader({ composition }),
		findReplacement: createReplacementFinder(),
		timeouts: readTimeouts(document),
		beacons: readBeacons(document),
		serviceWorker: readServiceWorker(document),
	});
};
