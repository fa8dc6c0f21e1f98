/** Settles like `promise`, or rejects with `reason()` as soon as the signal aborts. */
export const abortable = <T>(
	promise: Promise<T>,
	signal: AbortSignal | undefined,
	reason: () => unknown,
): Promise<T> => {
	if (signal === undefined) return promise;
	return new Promise((resolve, reject) => {
		const abort = (): void => reject(reason());
		if (signal.aborted) {
			abort();
			// Its own outcome no longer interests anybody; without a handler a failure would count as unhandled.
			promise.catch(() => {});
			return;
		}
		signal.addEventListener('abort', abort, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
};
