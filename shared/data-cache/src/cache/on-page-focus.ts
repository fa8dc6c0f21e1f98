/** Hears when somebody looks at the page again. Returns its end; where there is no page it does nothing. */
export const onPageFocus = (callback: () => void): (() => void) => {
	const page = globalThis.document;
	if (page === undefined) return () => {};
	const listening = new AbortController();
	const { signal } = listening;
	const onVisible = (): void => {
		if (page.visibilityState === 'visible') callback();
	};
	globalThis.addEventListener('focus', callback, { signal });
	page.addEventListener('visibilitychange', onVisible, { signal });
	return () => listening.abort();
};
