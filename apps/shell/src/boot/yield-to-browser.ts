interface YieldingScheduler {
	/** Goes on before anything else that waits. Safari has no such thing. */
	yield?(): Promise<void>;
}

/** Ends the current task, so that a touch is answered and what is there is painted; then goes on. */
export const yieldToBrowser = (): Promise<void> => {
	const { scheduler } = globalThis as { scheduler?: YieldingScheduler };
	if (scheduler?.yield !== undefined) return scheduler.yield();
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		// A timer would wait for 4 ms each time.
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
};
