import { useSyncExternalStore } from 'react';

/** As in the style sheets: below this a page and the panel do not fit beside each other. */
const query = '(width < 48em)';

const subscribe = (onChange: () => void): (() => void) => {
	const list = matchMedia(query);
	list.addEventListener('change', onChange);
	return () => list.removeEventListener('change', onChange);
};

export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
