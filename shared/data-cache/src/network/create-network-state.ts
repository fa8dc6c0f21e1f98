import { type Clock, systemClock } from '@flotilla/event-bus';
import type { NetworkAttempt, NetworkState, NetworkStateName } from './network-state.ts';

export interface NetworkStateOptions {
	/** Whether the server answers; a rejection means no. Cheap, without a token, by way of the page's origin. */
	probe(signal: AbortSignal): Promise<boolean>;
	/** What the device says. Default: `navigator.onLine` and its events. */
	device?: DeviceNetwork;
	/** Calls in a row without an answer after which nobody is taken to be there. Default 2. */
	failuresBeforeUnreachable?: number;
	/** Milliseconds; the wait before the second probe is drawn from half of this to all of it. Default 1000. */
	probeBaseDelay?: number;
	/** Milliseconds; no wait between probes is longer. Default 30000. */
	probeMaximumDelay?: number;
	/** Milliseconds for a probe to be answered. Default 5000. */
	probeTimeout?: number;
	/** Default: the system's. */
	clock?: Clock;
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
}

export interface DeviceNetwork {
	isOnline(): boolean;
	onChange(callback: () => void): () => void;
}

export const createNetworkState = ({
	probe,
	device = browserDevice,
	failuresBeforeUnreachable = 2,
	probeBaseDelay = 1000,
	probeMaximumDelay = 30_000,
	probeTimeout = 5000,
	clock = systemClock,
	random = Math.random,
}: NetworkStateOptions): NetworkState => {
	const listeners = new Set<(change: { from: NetworkStateName; to: NetworkStateName }) => void>();
	let state: NetworkStateName = device.isOnline() ? 'online' : 'offline';
	let failures = 0;
	let probes = 0;
	let timer: unknown;
	/** Of the probe on its way. */
	let probing: AbortController | null = null;

	const stopProbing = (): void => {
		clock.clearTimeout(timer);
		probing?.abort();
		probing = null;
		probes = 0;
	};

	const enter = (to: NetworkStateName): void => {
		if (state === to) return;
		const from = state;
		state = to;
		failures = 0;
		stopProbing();
		if (to === 'unreachable') ask();
		for (const listener of [...listeners]) listener({ from, to });
	};

	/** Half of the bound at least: a server that was away must not meet all pages at once, nor one page at once again. */
	const delay = (): number => {
		const bound = Math.min(probeMaximumDelay, probeBaseDelay * 2 ** Math.min(probes, 20));
		return Math.round(bound / 2 + (random() * bound) / 2);
	};

	const ask = (): void => {
		const asking = new AbortController();
		probing = asking;
		const giveUp = clock.setTimeout(() => asking.abort(), probeTimeout);
		answered(probe, asking.signal).then((isThere) => {
			clock.clearTimeout(giveUp);
			if (probing !== asking) return;
			probing = null;
			if (isThere) return enter('online');
			timer = clock.setTimeout(ask, delay());
			probes += 1;
		});
	};

	const stopListening = device.onChange(() => {
		if (!device.isOnline()) enter('offline');
		// That there is a network again says nothing about the server.
		else if (state === 'offline') enter('unreachable');
		else if (state === 'unreachable') {
			stopProbing();
			ask();
		}
	});

	const onChange: NetworkState['onChange'] = (callback) => {
		listeners.add(callback);
		return () => listeners.delete(callback);
	};

	return {
		get state() {
			return state;
		},
		isOnline: () => state === 'online',
		onOnline: (callback) => onChange(({ to }) => to === 'online' && callback()),
		onChange,
		report(attempt) {
			const outcome = judgeAttempt(attempt);
			if (outcome === 'answered') {
				failures = 0;
				enter('online');
			} else if (outcome === 'lost' && state === 'online') {
				failures += 1;
				if (failures >= failuresBeforeUnreachable) enter(device.isOnline() ? 'unreachable' : 'offline');
			}
		},
		dispose() {
			stopProbing();
			stopListening();
			listeners.clear();
		},
	};
};

/** Codes of attempts that did not get through; others with status 0 were never made, or given up by the page. */
const lostCodes: readonly (string | null)[] = ['NETWORK_ERROR', 'TIMEOUT', 'RESPONSE_INVALID'];

/** A gateway that finds nobody behind it is no answer either. */
const gatewayStatuses: readonly number[] = [502, 504];

const judgeAttempt = ({ status, code }: NetworkAttempt): 'answered' | 'lost' | 'unknown' => {
	if (lostCodes.includes(code) || gatewayStatuses.includes(status)) return 'lost';
	return status === 0 ? 'unknown' : 'answered';
};

const answered = async (probe: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<boolean> => {
	const gaveUp = new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(false)));
	try {
		return await Promise.race([probe(signal), gaveUp]);
	} catch {
		return false;
	}
};

const browserDevice: DeviceNetwork = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	onChange(callback) {
		if (typeof globalThis.addEventListener !== 'function') return () => {};
		globalThis.addEventListener('online', callback);
		globalThis.addEventListener('offline', callback);
		return () => {
			globalThis.removeEventListener('online', callback);
			globalThis.removeEventListener('offline', callback);
		};
	},
};
