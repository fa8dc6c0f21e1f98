import type { Composition } from '@flotilla/contracts';
import type { LoadRemoteModule } from '@flotilla/federation';
import { createPlatform, runRemotes } from '@flotilla/platform';
import { createRoot } from 'react-dom/client';
import { ShellApp } from '../app/shell-app.tsx';

/**
 * Milliseconds that the first render waits for the route's remote. Rendering once, with the page
 * in it, is quicker than rendering a skeleton first; but nobody looks at nothing for longer than this.
 */
const firstRenderPatience = 1_500;

interface StartShellOptions {
	composition: Composition;
	/** How a remote's code comes to the page. */
	loadModule: LoadRemoteModule;
	/** Default: the page's `#root`. */
	container?: HTMLElement | null;
}

/** Brings up the platform and the route's remote side by side, then renders. */
export const startShell = async ({
	composition,
	loadModule,
	container = document.getElementById('root'),
}: StartShellOptions): Promise<void> => {
	if (container === null) throw new Error('The page has no #root to render into');

	const platform = createPlatform({ compositionId: composition.id });
	const federation = runRemotes({ composition, loadModule, platform });

	const remote = federation.match(window.location.pathname);
	const remoteSettled = remote === undefined ? undefined : federation.start(remote.app);
	// Whether there is a session may stay unknown: without the server the page says so, see RequireSession.
	await platform.session.restore().catch(() => undefined);

	// Somebody who has to sign in first is not kept waiting for a page they will not see yet.
	const willSeeRemote =
		platform.session.store.getState().status === 'signed-in' || remote?.manifest.access === 'public';
	if (remoteSettled !== undefined && willSeeRemote) {
		await Promise.race([remoteSettled, new Promise((resolve) => setTimeout(resolve, firstRenderPatience))]);
	}

	// What an earlier visit kept is shown at once; if reading it takes too long, the page fetches.
	await platform.offline.restored();
	createRoot(container).render(<ShellApp platform={platform} federation={federation} />);
};
