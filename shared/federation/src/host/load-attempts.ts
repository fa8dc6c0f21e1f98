const attempts = new Map<string, number>();

/** Notes which attempt at a remote's build is under way: its chunks are asked for under addresses of their own, too. */
export const beginAttempt = (name: string, attempt: number): void => {
	attempts.set(name, attempt);
	if (attempt > 0) dropHangingStyles(name);
};

/** 0 for the first. */
export const currentAttempt = (name: string): number => attempts.get(name) ?? 0;

/**
 * Removes style sheets that are still on their way. A build that finds one of its own in the page waits for that, and
 * the one that the former attempt asked for may never come.
 */
const dropHangingStyles = (name: string): void => {
	const own = `flotilla-${name}:`;
	for (const link of document.querySelectorAll('head > link[rel="stylesheet"][data-rspack-loading]')) {
		if (link.getAttribute('data-rspack')?.startsWith(own)) link.remove();
	}
};
