import type { ObservableCircuit } from '@flotilla/api-client';
import type { EventBus, NetworkStatus, Unsubscribe } from '@flotilla/event-bus';

interface Options {
	bus: EventBus;
	circuit: ObservableCircuit;
	/** Default: the browser's. */
	network: Pick<NetworkStatus, 'onOnline'> | undefined;
}

/** Tells the page when the server is spared, and asks it at once when the device comes back to a network. */
export const followCircuit = ({ bus, circuit, network = browserNetwork }: Options): Unsubscribe => {
	const ends = [
		circuit.onChange((status) => bus.emit('api:circuit-changed', status)),
		network.onOnline(() => circuit.retryNow()),
	];
	return () => {
		for (const end of ends) end();
	};
};

const browserNetwork: Pick<NetworkStatus, 'onOnline'> = {
	onOnline(callback) {
		globalThis.addEventListener?.('online', callback);
		return () => globalThis.removeEventListener?.('online', callback);
	},
};
