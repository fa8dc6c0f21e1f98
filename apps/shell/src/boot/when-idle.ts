/** Milliseconds after which a page that is never idle counts as such. */
const longest = 5_000;

/** Once the page is loaded and has nothing else to do. */
export const whenIdle = async (): Promise<void> => {
	if (document.readyState !== 'complete') {
		await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
	}
	await new Promise<void>((resolve) => {
		// Safari has no such thing.
		if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: longest });
		else setTimeout(resolve, 1_000);
	});
};
