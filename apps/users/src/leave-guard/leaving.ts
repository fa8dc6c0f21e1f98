/** Where somebody is about to go, and how to go there once they are sure. */
export interface Leaving {
	/** The path within the app; null for a step through the history. */
	to: string | null;
	/** The key of the entry in the history that a step leads to. */
	entryKey: string | null;
}

/**
 * Hears of every way off the page within this tab, and holds it back: a click on a link, a `navigate()` of anybody, a
 * step back. Where the browser has no Navigation API (before 2026) it is the links alone.
 *
 * @param isElsewhere whether a path is another page; what only changes the query stays on this one.
 * @returns its end.
 */
export const watchLeaving = (isElsewhere: (path: string) => boolean, onLeave: (leaving: Leaving) => void) => {
	const life = new AbortController();
	const options = { signal: life.signal, capture: true };

	// Before the router hears of it. The router of a story has no addresses of the browser, but links all the same.
	document.addEventListener(
		'click',
		(event) => {
			if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
			const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
			if (link === null || link.target === '_blank' || link.hasAttribute('download')) return;
			const url = new URL(link.href, document.baseURI);
			// What leads out of the app unloads the page, and the browser asks.
			if (url.origin !== location.origin || !isElsewhere(url.pathname)) return;
			event.preventDefault();
			event.stopPropagation();
			onLeave({ to: pathOf(url), entryKey: null });
		},
		options,
	);

	navigationOf(window)?.addEventListener(
		'navigate',
		(event) => {
			const { destination, cancelable, downloadRequest } = event;
			if (!destination.sameDocument || !cancelable || downloadRequest !== null) return;
			const url = new URL(destination.url);
			if (!isElsewhere(url.pathname)) return;
			event.preventDefault();
			onLeave(
				event.navigationType === 'traverse'
					? { to: null, entryKey: destination.key }
					: { to: pathOf(url), entryKey: null },
			);
		},
		options,
	);

	return () => life.abort();
};

/** Takes the step through the history that was held back. */
export const stepTo = (entryKey: string): void => {
	navigationOf(window)?.traverseTo(entryKey);
};

const pathOf = ({ pathname, search, hash }: URL): string => `${pathname}${search}${hash}`;

const navigationOf = (page: { navigation?: Navigation }): Navigation | undefined => page.navigation;
