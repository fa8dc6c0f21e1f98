interface YieldingScheduler {
	/** Goes on in another task, before anything else that waits. Safari has no such thing. */
	yield?(): Promise<void>;
}

/**
 * Ends the current task, so that the browser may answer to a touch and paint; undefined where it cannot be told to. An
 * entry of its own, and alone in its file: the shell's first task runs it, which has to run nothing else.
 */
export const endTask = (): Promise<void> | undefined =>
	(globalThis as { scheduler?: YieldingScheduler }).scheduler?.yield?.();
