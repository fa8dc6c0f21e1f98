import {
	beaconsMetaName,
	type Composition,
	compositionElementId,
	type RemoteTimeouts,
	readRemoteTimeouts,
	remoteTimeoutsMetaName,
	serviceWorkerMetaName,
} from '@flotilla/contracts';

/**
 * The composition this page session runs, as the registry wrote it into the page.
 * Not validated again: it comes from the same answer as this script's own address.
 * Throws when the page carries none.
 */
export const readComposition = (page: Document): Composition => {
	const text = page.getElementById(compositionElementId)?.textContent;
	if (!text) throw new Error(`The page has no #${compositionElementId}: it was not served by a registry`);
	const composition = JSON.parse(text) as Composition;
	const map = page.querySelector('script[type="importmap"]')?.textContent;
	if (!map || composition.integrity === undefined) return composition;
	// The hashes of scripts are in the import map alone.
	const { integrity = {} } = JSON.parse(map) as { integrity?: Record<string, string> };
	return { ...composition, integrity: { ...composition.integrity, ...integrity } };
};

/** The address of the service worker, when the registry serves one to this page. */
export const readServiceWorker = (page: Document): string | undefined =>
	page.querySelector<HTMLMetaElement>(`meta[name="${serviceWorkerMetaName}"]`)?.content;

/** Where this page tells how its builds fare, when the registry asks for it. */
export const readBeacons = (page: Document): string | undefined =>
	page.querySelector<HTMLMetaElement>(`meta[name="${beaconsMetaName}"]`)?.content;

/** How long this page waits for remotes, where the registry says so. */
export const readTimeouts = (page: Document): RemoteTimeouts =>
	readRemoteTimeouts(page.querySelector<HTMLMetaElement>(`meta[name="${remoteTimeoutsMetaName}"]`)?.content);
