import { useDeferredValue } from 'react';

/**
 * Data that was undefined while it was on its way, and stays so for as long as its first render takes: that is done in
 * slices, so that a slow device can answer to a touch meanwhile. What comes after it is there at once.
 */
export const useSlicedArrival = <Data>(data: Data | undefined): Data | undefined => {
	const hasArrived = useDeferredValue(data !== undefined);
	return hasArrived ? data : undefined;
};
