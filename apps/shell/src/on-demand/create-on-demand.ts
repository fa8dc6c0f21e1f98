import type { ComponentType } from 'react';

/** A component whose code comes when it is first asked for, and then stays for as long as the page does. */
export interface OnDemand<P> {
	/** Null until its code is here. */
	known(): ComponentType<P> | null;
	/** Rejects where the code did not come: without a network, say. It is asked for again then. */
	load(): Promise<void>;
	/** Called once the code is here. Answers how to stop. */
	subscribe(onKnown: () => void): () => void;
}

/** Made once for each component, beside those who show it. */
export const createOnDemand = <P>(fetchCode: () => Promise<ComponentType<P>>): OnDemand<P> => {
	const listeners = new Set<() => void>();
	let type: ComponentType<P> | null = null;
	return {
		known: () => type,
		async load() {
			if (type !== null) return;
			type = await fetchCode();
			for (const listener of [...listeners]) listener();
		},
		subscribe(onKnown) {
			listeners.add(onKnown);
			return () => listeners.delete(onKnown);
		},
	};
};
