import type { Log } from '@flotilla/server';

/** Who listens on which channel. */
export interface Listeners {
	add(channel: string, listener: (message: unknown) => void): () => void;
	/** Calls each listener with its own copy; one that throws does not stop the others. */
	call(channel: string, json: string): void;
}

export const createListeners = (log: Log): Listeners => {
	const channels = new Map<string, Set<(message: unknown) => void>>();
	return {
		add(channel, listener) {
			const listeners = channels.get(channel) ?? new Set();
			channels.set(channel, listeners);
			// The same function may be added twice; each goes by its own unsubscribe.
			const own = (message: unknown) => listener(message);
			listeners.add(own);
			return () => {
				listeners.delete(own);
			};
		},
		call(channel, json) {
			for (const listener of [...(channels.get(channel) ?? [])]) {
				try {
					listener(JSON.parse(json));
				} catch (error) {
					log.error({ err: error, channel }, 'a signal could not be handled');
				}
			}
		},
	};
};
