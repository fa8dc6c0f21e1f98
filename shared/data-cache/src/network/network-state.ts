/**
 * - `online`: the server answered last.
 * - `offline`: the device says that it has no network; that alone is certain.
 * - `unreachable`: the device believes to have one, and nothing comes through: a captive portal, a dead access point, a
 *   server that is away. Asked anew with growing waits until something answers.
 */
export type NetworkStateName = 'online' | 'offline' | 'unreachable';

/** What is known of one attempt to call the server; `onAttempt` of the API client tells it. */
export interface NetworkAttempt {
	/** HTTP status; 0: no answer. */
	readonly status: number;
	/** Of the error; null: none. */
	readonly code: string | null;
}

type Unsubscribe = () => void;

export interface NetworkState {
	readonly state: NetworkStateName;
	isOnline(): boolean;
	/** Calls back when it becomes `online`. */
	onOnline(callback: () => void): Unsubscribe;
	/** Calls back after every change. */
	onChange(callback: (change: { from: NetworkStateName; to: NetworkStateName }) => void): Unsubscribe;
	/** Takes note of how a real call went: it is the best probe. */
	report(attempt: NetworkAttempt): void;
	/** Lets go of listeners and timers. */
	dispose(): void;
}
