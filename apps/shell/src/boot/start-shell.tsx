import type { Composition, RemoteTimeouts } from '@flotilla/contracts';
import type { FindReplacement, LoadRemoteModule } from '@flotilla/federation';
import { createPlatform, preloadPage, runRemotes } from '@flotilla/platform';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { ShellApp } from '../app/shell-app.tsx';
import { shellCatalogues } from '../app/shell-catalogues.ts';
import { createFaultSeam } from '../faults/fault-seam.ts';
import { keptFaults } from '../faults/kept-faults.ts';
import { measureRemotes } from './measure-remotes.ts';
import { whenIdle } from './when-idle.ts';

/**
 * Milliseconds that the first render waits for the route's remote. Rendering once, with the page
 * in it, is quicker than rendering a skeleton first; but nobody looks at nothing for longer than this.
 */
const firstRenderPatience = 1_500;

interface StartShellOptions {
	composition: Composition;
	/** How a remote's code comes to the page. */
	loadModule: LoadRemoteModule;
	/** What may run in place of a remote that fails. Default: nothing. */
	findReplacement?: FindReplacement;
	/** How long remotes are waited for. Default: see `RemoteTimeouts`. */
	timeouts?: RemoteTimeouts;
	/** Where the page tells how its builds fare. Default: nowhere. */
	beacons?: string | undefined;
	/** The address of the page's service worker. Default: it has none. */
	serviceWorker?: string | undefined;
	/** The service worker keeps every file of the page's composition. */
	onKept?: () => void;
	/** Default: the page's `#root`. */
	container?: HTMLElement | null;
}

/** Brings up the platform and the route's remote side by side, then renders. */
export const startShell = async ({
	composition,
	loadModule,
	findReplacement,
	timeouts: { load, start } = {},
	beacons,
	serviceWorker,
	onKept,
	container = document.getElementById('root'),
}: StartShellOptions): Promise<void> => {
	if (container === null) throw new Error('The page has no #root to render into');

	const faults = createFaultSeam();
	const platform = createPlatform({
		compositionId: () => federation.composition.id,
		// Sockets that are given to a platform are taken for a test's, which has no stream; these are the browser's.
		streamUrl: '/api/events',
		environment: faults.environment,
	});
	const federation = runRemotes({
		composition,
		loadModule: faults.wrapLoader(measureRemotes(loadModule)),
		platform,
		...(findReplacement && { findReplacement }),
		...(load !== undefined && { loadTimeout: load }),
		...(start !== undefined && { startTimeout: start }),
	});

	// Beside all else: where the person reads English there is nothing to fetch.
	const textsLoaded = platform.i18n.loadAll(shellCatalogues);
	const remote = federation.match(window.location.pathname);
	// Whether there is a session may stay unknown: without the server the page says so, see RequireSession.
	const restored = platform.session.restore().catch(() => undefined);
	// Somebody tries faults in this tab, and wants them over a reload: they ask who that is before a remote comes.
	if (keptFaults.read() !== null) {
		await restored;
		const { faultsOf } = await import('../faults/create-faults.ts');
		faultsOf(faults, platform.session);
	}
	// Before a remote is started, or nobody would count the first one that fails. Most pages do without this chunk.
	if (beacons !== undefined) {
		const options = {
			...{ url: beacons, bus: platform.bus, openedApp: remote?.app, isSpoiled: faults.isOn },
			composition: () => federation.composition,
		};
		await import(/* webpackChunkName: "soon-beacons" */ '@flotilla/platform/beacons').then(
			({ observeVitals, sendBeacons }) => sendBeacons({ ...options, observeVitals }),
			() => undefined,
		);
	}
	const remoteSettled = remote === undefined ? undefined : federation.start(remote.app);
	await restored;

	// Somebody who has to sign in first is not kept waiting for a page they will not see yet.
	const willSeeRemote =
		platform.session.store.getState().status === 'signed-in' || remote?.manifest.access === 'public';
	if (remoteSettled !== undefined && willSeeRemote) {
		await Promise.race([remoteSettled, new Promise((resolve) => setTimeout(resolve, firstRenderPatience))]);
	}

	preloadPage({ platform, federation, address: window.location });

	// What an earlier visit kept is shown at once; if reading it takes too long, the page fetches.
	await Promise.all([platform.offline.restored(), textsLoaded]);
	const root = createRoot(container, {
		// Where a second try went well React tells its own error; whose fault it was, only the cause says.
		onRecoverableError: (error) => reportError((error instanceof Error && error.cause) || error),
	});
	// In slices, so that a slow device can answer to a touch while the first page is rendered.
	startTransition(() => root.render(<ShellApp platform={platform} federation={federation} faults={faults} />));

	if (serviceWorker !== undefined && 'serviceWorker' in navigator) {
		// It fetches what this page did not need, and takes no line from what it does.
		await whenIdle();
		const { createUpdateOffer, followUpdates } = await import(
			/* webpackChunkName: "soon-updates" */ '../updates/index.ts'
		);
		const { bus } = platform;
		const offer = createUpdateOffer({ federation, bus });
		await followUpdates({ compositionId: composition.id, scriptUrl: serviceWorker, bus, offer, onKept });
	}
};
