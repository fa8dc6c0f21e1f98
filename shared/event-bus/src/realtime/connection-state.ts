import type { ConnectionState } from '@flotilla/contracts';

/** Every change of state there is; any other would be a mistake of ours. */
export const stateTransitions: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
	disconnected: ['connecting'],
	// To `connected` from here and from `reconnecting`: another tab's connection stands and is joined.
	connecting: ['authenticating', 'connected', 'reconnecting', 'closing'],
	// To `connecting` from here and from `connected`: the token was refused and a renewed one is tried at once.
	authenticating: ['connected', 'connecting', 'reconnecting', 'closing'],
	connected: ['reconnecting', 'connecting', 'closing'],
	reconnecting: ['connecting', 'connected', 'closing'],
	closing: ['disconnected'],
};

/** The one state of a tab's connection, own or joined. */
export interface ConnectionStateMachine {
	readonly state: ConnectionState;
	/** Does nothing when the state is that already. Throws a `RangeError` when the table has no such change. */
	move(to: ConnectionState): void;
}

export const createConnectionState = (
	onChange: (to: ConnectionState, from: ConnectionState) => void,
): ConnectionStateMachine => {
	let state: ConnectionState = 'disconnected';
	return {
		get state() {
			return state;
		},
		move(to) {
			const from = state;
			if (from === to) return;
			if (!stateTransitions[from].includes(to)) throw new RangeError(`A connection cannot go from ${from} to ${to}.`);
			state = to;
			onChange(to, from);
		},
	};
};
