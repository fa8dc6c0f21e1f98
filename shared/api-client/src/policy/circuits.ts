import type { ObservableCircuit } from '../client-types.ts';
import { type Circuit, type CircuitOptions, type CircuitStatus, createCircuit } from './circuit.ts';

/** A circuit per origin, of which one is in use. */
export interface Circuits {
	/** That of the origin in use. */
	current(): Circuit;
	/** The same, whichever is in use. */
	observable: ObservableCircuit;
	use(origin: string): void;
}

export const createCircuits = (origin: string, options: CircuitOptions = {}): Circuits => {
	const circuits = new Map<string, Circuit>();
	const listeners = new Set<(circuit: CircuitStatus) => void>();
	let used = origin;

	const tell = (status: CircuitStatus): void => {
		for (const listener of [...listeners]) listener(status);
	};
	const current = (): Circuit => {
		const known = circuits.get(used);
		if (known !== undefined) return known;
		const ofOrigin = used;
		const circuit = createCircuit(options, (status) => {
			if (ofOrigin === used) tell(status);
		});
		circuits.set(used, circuit);
		return circuit;
	};

	return {
		current,
		observable: {
			get state() {
				return current().state;
			},
			get retryAt() {
				return current().retryAt;
			},
			onChange(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			retryNow: () => current().retryNow(),
		},
		use(next) {
			const before = current().state;
			used = next;
			const { state, retryAt } = current();
			if (state !== before) tell({ state, retryAt });
		},
	};
};
