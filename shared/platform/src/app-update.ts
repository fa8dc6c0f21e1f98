import type { EventBus } from '@flotilla/event-bus';

/** Whether a load of the page would bring another composition, all of whose files are here. */
export interface AppUpdate {
	/** The other composition's id; null while there is none. */
	readonly ready: string | null;
	onChange(callback: () => void): () => void;
	dispose(): void;
}

/** Remembers the last `app:update-ready`, for what is shown only afterwards. */
export const createAppUpdate = (bus: Pick<EventBus, 'on'>): AppUpdate => {
	const listeners = new Set<() => void>();
	let ready: string | null = null;
	const end = bus.on('app:update-ready', ({ compositionId }) => {
		ready = compositionId;
		for (const listener of [...listeners]) listener();
	});
	return {
		get ready() {
			return ready;
		},
		onChange(callback) {
			listeners.add(callback);
			return () => {
				listeners.delete(callback);
			};
		},
		dispose: end,
	};
};
