import { admitAll, createReplacementFinder, createVerifiedLoader, lendHostRuntime } from '@flotilla/federation/host';
import { readBeacons, readComposition, readServiceWorker, readTimeouts } from './read-composition.ts';
import { startShell } from './start-shell.tsx';
import { whenSomebodyActs } from './when-somebody-acts.ts';

/** Starts the shell on the page that it was served with. */
export const startPage = (): Promise<void> => {
	lendHostRuntime();
	const composition = readComposition(document);
	// Before they open another remote, which would wait for its hashes; and not for who looks at one page and leaves.
	const admitRest = () => void admitAll(composition).catch(() => undefined);
	void whenSomebodyActs().then(admitRest);
	return startShell({
		composition,
		loadModule: createVerifiedLoader({ composition }),
		findReplacement: createReplacementFinder(),
		timeouts: readTimeouts(document),
		beacons: readBeacons(document),
		serviceWorker: readServiceWorker(document),
		// All its files are here now, also for a time without a network, in which their hashes would not come.
		onKept: admitRest,
	});
};
