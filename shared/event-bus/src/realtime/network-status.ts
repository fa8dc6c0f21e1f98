import type { Unsubscribe } from '../bus/event-bus.ts';

/** Whether the device believes to have a network. Only "offline" can be trusted. */
export interface NetworkStatus {
	isOnline(): boolean;
	/** Calls back when the device comes back online. */
	onOnline(callback: () => void): Unsubscribe;
}

export const browserNetworkStatus: NetworkStatus = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	onOnline: (callback) => {
		if (typeof globalThis.addEventListener !== 'function') return () => {};
		globalThis.addEventListener('online', callback);
		return () => globalThis.removeEventListener('online', callback);
	},
};
