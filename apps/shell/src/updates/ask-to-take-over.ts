import { takeOverMessage } from './take-over-message.ts';

export interface AskToTakeOverOptions {
	/** Where a newer worker waits, when there is one. */
	registration: { readonly waiting: Pick<ServiceWorker, 'postMessage'> | null };
	/** Milliseconds that the tab is not looked at before; a page that is being left asks nothing. Default 2,000. */
	pause?: number;
	signal: AbortSignal;
}

/** Has a newer service worker take over while nobody looks at the page, and loads it again. */
export const askToTakeOver = ({ registration, pause = 2_000, signal }: AskToTakeOverOptions): void => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const ask = (): void => {
		clearTimeout(timer);
		if (document.visibilityState !== 'hidden') return;
		timer = setTimeout(() => registration.waiting?.postMessage(takeOverMessage), pause);
	};
	document.addEventListener('visibilitychange', ask, { signal });
	signal.addEventListener('abort', () => clearTimeout(timer));
};
