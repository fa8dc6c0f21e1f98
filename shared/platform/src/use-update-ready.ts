import { useEffect, useState } from 'react';
import { usePlatform } from './platform-context.tsx';

/** The id of the composition that a reload would bring, live; null while the page runs the current one. */
export const useUpdateReady = (): string | null => {
	const { bus } = usePlatform();
	const [ready, setReady] = useState<string | null>(null);
	useEffect(() => bus.on('app:update-ready', ({ compositionId }) => setReady(compositionId), { replay: true }), [bus]);
	useEffect(() => bus.on('app:updated', () => setReady(null)), [bus]);
	return ready;
};
