import type { EventBus } from '@flotilla/event-bus';
import { askToTakeOver } from './ask-to-take-over.ts';
import { compositionLock, type PrepareMessage, readReadyMessage } from './worker-messages.ts';

export interface FollowUpdatesOptions {
	/** The composition that this page runs. */
	compositionId: string;
	/** The service worker's address. */
	scriptUrl: string;
	/** Told by `app:update-ready` when another composition is current and here. */
	bus: Pick<EventBus, 'emit'>;
	/** Milliseconds between two questions for the current composition, while the tab is seen. Default 15 minutes. */
	checkInterval?: number;
	/** Milliseconds in which coming back to the tab, or to the network, does not ask again. Default 1 minute. */
	checkPause?: number;
	/** Default: the browser's. */
	container?: ServiceWorkerContainer;
	/** Ends all of it; the worker stays. */
	signal?: AbortSignal;
}

/**
 * Registers the service worker, has it keep this page's composition, and asks it from time to time whether there is
 * another one. Resolves once the worker runs; never rejects: a page works without one.
 */
export const followUpdates = async ({
	compositionId,
	scriptUrl,
	bus,
	checkInterval = 15 * 60_000,
	checkPause = 60_000,
	container = navigator.serviceWorker,
	signal = new AbortController().signal,
}: FollowUpdatesOptions): Promise<void> => {
	let registration: ServiceWorkerRegistration;
	try {
		await container.register(scriptUrl, { scope: '/', updateViaCache: 'none' });
		registration = await container.ready;
	} catch {
		// Switched off by the browser, a policy or private mode.
		return;
	}
	if (signal.aborted) return;
	askToTakeOver({ registration, signal });

	// As long as the page lives, its files are not dropped: it may still ask for one.
	const untilAborted = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
	void navigator.locks?.request(compositionLock(compositionId), { mode: 'shared' }, untilAborted);

	let told: string | undefined;
	container.addEventListener(
		'message',
		({ data }) => {
			const other = readReadyMessage(data)?.compositionId;
			if (other === undefined || other === compositionId || other === told) return;
			told = other;
			bus.emit('app:update-ready', { compositionId: other });
		},
		{ signal },
	);

	let askedAt = 0;
	const prepare = (current?: string): void => {
		askedAt = performance.now();
		// Who pays for each byte does not pay for pages that may never be opened.
		if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true) return;
		const message: PrepareMessage = { type: 'flotilla:prepare', compositionId: current };
		registration.active?.postMessage(message);
	};
	// A tab that nobody looks at asks when somebody does.
	const checkAgain = (): void => {
		if (document.visibilityState === 'visible' && performance.now() - askedAt >= checkPause) prepare();
	};
	prepare(compositionId);
	document.addEventListener('visibilitychange', checkAgain, { signal });
	window.addEventListener('online', checkAgain, { signal });
	const timer = setInterval(checkAgain, checkInterval);
	signal.addEventListener('abort', () => clearInterval(timer));
};
