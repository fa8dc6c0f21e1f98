const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Resolves once somebody moves a pointer over the page, touches it or presses a key: they are about to go on. */
export const whenSomebodyActs = (page: EventTarget = window): Promise<void> =>
	new Promise((resolve) => {
		const seen = new AbortController();
		const act = () => {
			seen.abort();
			resolve();
		};
		for (const sign of signs) page.addEventListener(sign, act, { signal: seen.signal, passive: true });
	});
