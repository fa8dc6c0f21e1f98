import type { EventBus } from '@flotilla/event-bus';
import { askToTakeOver } from './ask-to-take-over.ts';
import { holdComposition } from './hold-composition.ts';
import { type PrepareMessage, readReadyMessage } from './worker-messages.ts';

export interface FollowUpdatesOptions {
	/** The composition that this page runs, until `app:updated`. */
	compositionId: string;
	/** The service worker's address. */
	scriptUrl: string;
	bus: Pick<EventBus, 'on'>;
	/** Called when another composition than before is current and here; with the page's own when that is current again. */
	offer(compositionId: string): unknown;
	/** Called when the page's own composition is all here. */
	onKept?: (() => void) | undefined;
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
	offer,
	onKept,
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

	let held = holdComposition(compositionId);
	const release = (former: typeof held) => void former.then((end) => end());
	signal.addEventListener('abort', () => release(held));
	bus.on(
		'app:updated',
		({ to }) => {
			const former = held;
			held = holdComposition(to);
			void held.then(() => release(former));
		},
		{ signal },
	);

	let told = compositionId;
	container.addEventListener(
		'message',
		({ data }) => {
			const current = readReadyMessage(data)?.compositionId;
			if (current === compositionId) onKept?.();
			if (current === undefined || current === told) return;
			told = current;
			offer(current);
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
