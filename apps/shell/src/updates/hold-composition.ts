import { compositionLock } from './worker-messages.ts';

/**
 * Lets the service worker know that a page runs a composition: as long as that holds, its files are not dropped, as the
 * page may still ask for one. Resolves with what ends it; a page that goes away ends it as well.
 */
export const holdComposition = (id: string, locks: LockManager | undefined = navigator.locks): Promise<() => void> =>
	new Promise((resolve) => {
		if (locks === undefined) return resolve(() => {});
		const untilReleased = () => new Promise<void>((release) => resolve(release));
		void locks.request(compositionLock(id), { mode: 'shared' }, untilReleased);
	});
