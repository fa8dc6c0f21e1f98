import { isAllowed } from '@flotilla/contracts';
import type { ResourceKey } from '@flotilla/data-cache';
import type { Federation, PageAddress } from '@flotilla/federation';
import type { SessionStore } from '@flotilla/session';
import type { Platform } from './create-platform.ts';

interface PreloadPageOptions {
	platform: { cache: Pick<Platform['cache'], 'preload'>; session: { store: Pick<SessionStore, 'getState'> } };
	federation: Pick<Federation, 'match' | 'state'>;
	address: PageAddress;
}

/**
 * Fetches what the page at an address asks for first, so that it comes while the page is rendered and not after. Does
 * nothing for who is not signed in by the server's word or may not open the page, and where the address is no running
 * remote's. What fails is asked for again by the page.
 */
export const preloadPage = ({ platform: { cache, session }, federation, address }: PreloadPageOptions): void => {
	const { status, isProvisional, permissions } = session.store.getState();
	const remote = federation.match(address.pathname);
	const state = remote && federation.state(remote.app);
	if (status !== 'signed-in' || isProvisional || state?.status !== 'running') return;
	if (!isAllowed(permissions, remote?.manifest.permission)) return;
	try {
		for (const key of state.running.preload?.(address) ?? []) void cache.preload(key as ResourceKey);
	} catch (error) {
		// The page can do without; whoever runs the remote should know.
		globalThis.reportError(error);
	}
};
