/**
 * Hears when somebody looks at the page again and when the network is back. Returns its end; where there is no page
 * it does nothing.
 */
export const listenForReturn = ({ onFocus, onOnline }: { onFocus: () => void; onOnline: () => void }): (() => void) => {
	const page = globalThis.document;
	if (page === undefined) return () => {};
	const listening = new AbortController();
	const { signal } = listening;
	const onVisible = (): void => {
		if (page.visibilityState === 'visible') onFocus();
	};
	globalThis.addEventListener('focus', onFocus, { signal });
	page.addEventListener('visibilitychange', onVisible, { signal });
	globalThis.addEventListener('online', onOnline, { signal });
	return () => listening.abort();
};
