import type { Log } from '@flotilla/server';
import { createListeners } from './listeners.ts';
import type { Signals } from './signals.ts';

/** For a node that is alone: signals reach this process only, in a later turn as from anywhere else. */
export const createLocalSignals = ({ log }: { log: Log }): Signals => {
	const listeners = createListeners(log);
	let closed = false;
	return {
		publish(channel, message) {
			const json = JSON.stringify(message);
			setImmediate(() => {
				if (!closed) listeners.call(channel, json);
			});
		},
		subscribe: listeners.add,
		async close() {
			closed = true;
		},
	};
};
