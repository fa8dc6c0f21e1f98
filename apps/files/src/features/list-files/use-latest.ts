import { useCallback, useRef } from 'react';

/** One function for all renders, that calls the one of the last: items that did not change are not rendered again. */
export const useLatest = <A extends unknown[]>(callback: (...given: A) => void): ((...given: A) => void) => {
	const latest = useRef(callback);
	latest.current = callback;
	return useCallback((...given: A) => latest.current(...given), []);
};
