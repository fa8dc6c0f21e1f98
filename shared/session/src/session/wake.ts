/** Calls back when this page may have slept: timers of hidden, frozen or cached pages and of a closed lid stand still. */
export type OnWake = (callback: () => void) => () => void;

export const onBrowserWake: OnWake = (callback) => {
	if (typeof globalThis.document === 'undefined') return () => {};
	const { document, window } = globalThis;
	const wake = (): void => {
		if (document.visibilityState === 'visible') callback();
	};
	document.addEventListener('visibilitychange', wake);
	// Page Lifecycle: a frozen page goes on. Page cache: a page comes back. Network: so does a laptop.
	document.addEventListener('resume', wake);
	window.addEventListener('pageshow', wake);
	window.addEventListener('online', wake);
	return () => {
		document.removeEventListener('visibilitychange', wake);
		document.removeEventListener('resume', wake);
		window.removeEventListener('pageshow', wake);
		window.removeEventListener('online', wake);
	};
};
