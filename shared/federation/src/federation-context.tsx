import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { Federation, RemoteState } from './create-federation.ts';

const FederationContext = createContext<Federation | null>(null);

export const FederationProvider = ({ federation, children }: { federation: Federation; children: ReactNode }) => (
	<FederationContext value={federation}>{children}</FederationContext>
);

/** The page's federation, and its composition live. Throws outside a `FederationProvider`. */
export const useFederation = (): Federation => {
	const federation = use(FederationContext);
	if (federation === null) throw new Error('useFederation needs a FederationProvider above it');
	useSyncExternalStore(federation.subscribe, () => federation.composition);
	return federation;
};

/** The state of one remote, live. */
export const useRemoteState = (name: string): RemoteState => {
	const federation = useFederation();
	return useSyncExternalStore(federation.subscribe, () => federation.state(name));
};
