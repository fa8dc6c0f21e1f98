import { useSyncExternalStore } from 'react';
import { usePlatform } from './platform-context.tsx';

/** The id of the composition that a reload would bring, live; null while the page runs the current one. */
export const useUpdateReady = (): string | null => {
	const { update } = usePlatform();
	return useSyncExternalStore(update.onChange, () => update.ready);
};
