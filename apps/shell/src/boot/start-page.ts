import { createReplacementFinder, createVerifiedLoader, lendHostRuntime } from '@flotilla/federation/host';
import { readBeacons, readComposition, readServiceWorker, readTimeouts } from './read-composition.ts';
import { startShell } from './start-shell.tsx';

/** Starts the shell on the page that it was served with. */
export const startPage = (): Promise<void> => {
	lendHostRuntime();
	const composition = readComposition(document);
	return startShell({
		composition,
		loadModule: createVerifiedLoader({ composition }),
		findReplacement: createReplacementFinder(),
		timeouts: readTimeouts(document),
		beacons: readBeacons(document),
		serviceWorker: readServiceWorker(document),
	});
};
