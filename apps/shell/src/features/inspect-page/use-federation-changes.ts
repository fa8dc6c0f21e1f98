import { useFederation } from '@flotilla/federation';
import { useEffect, useReducer } from 'react';

/** Renders again whenever the state of any remote changes. */
export const useFederationChanges = (): void => {
	const federation = useFederation();
	const [, note] = useReducer((count: number) => count + 1, 0);
	useEffect(() => federation.subscribe(note), [federation]);
};
