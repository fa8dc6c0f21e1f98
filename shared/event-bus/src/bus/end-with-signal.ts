import type { Unsubscribe } from './event-bus.ts';

/** Ends something by its function or by the signal, whichever comes first, and then lets the signal go. */
export const endWithSignal = (end: Unsubscribe, signal: AbortSignal | undefined): Unsubscribe => {
	const stop = (): void => {
		signal?.removeEventListener('abort', stop);
		end();
	};
	signal?.addEventListener('abort', stop, { once: true });
	return stop;
};
