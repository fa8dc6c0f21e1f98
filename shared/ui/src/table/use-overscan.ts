import { startTransition, useEffect, useState } from 'react';

/** Rows that are drawn beyond the view, before it and after it, so that a scroll meets no gaps. */
const overscan = 8;
/** What is in view comes first: a third of a phone's rows would be drawn for nobody. */
const firstOverscan = 1;
/** Milliseconds after which a page that is never idle counts as such. */
const longestWait = 1_000;

/** How many rows beyond the view are drawn: one while the list is not here yet, eight once the page is idle with it. */
export const useOverscan = (isWaiting: boolean): number => {
	const [isIdle, setIdle] = useState(false);
	useEffect(() => {
		if (isWaiting) return;
		const begin = () => startTransition(() => setIdle(true));
		// Safari has no such thing.
		if (!('requestIdleCallback' in window)) {
			const timer = setTimeout(begin, longestWait);
			return () => clearTimeout(timer);
		}
		const request = requestIdleCallback(begin, { timeout: longestWait });
		return () => cancelIdleCallback(request);
	}, [isWaiting]);
	return isIdle ? overscan : firstOverscan;
};
