interface Stillness {
	/** Milliseconds without a change after which a page is taken to be still. */
	quiet: number;
	/** Milliseconds for which one that never is gets watched. */
	patience: number;
}

/** Waits until nothing of the page changes. Runs in the page, also when it is sent there: it stands on nothing around it. */
export const untilStill = (limits: Stillness): Promise<void> =>
	new Promise((resolve) => {
		const finish = () => {
			observer.disconnect();
			clearTimeout(quiet);
			clearTimeout(last);
			resolve();
		};
		let quiet = setTimeout(finish, limits.quiet);
		const last = setTimeout(finish, limits.patience);
		const observer = new MutationObserver(() => {
			clearTimeout(quiet);
			quiet = setTimeout(finish, limits.quiet);
		});
		observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
	});
