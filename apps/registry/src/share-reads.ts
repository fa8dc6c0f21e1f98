/** Milliseconds after which nobody waits for a read that others began: it may hang. */
const defaultPatience = 50;

export interface ShareReadsOptions {
	/** Milliseconds. Default 50. */
	patience?: number;
	/** What was read is given again as long as this number stays the same. Default: everything is read anew. */
	changes?: (() => number) | undefined;
}

/**
 * The same read, done once for all who ask at the same time. Nobody is given what was read before they asked: who asks
 * while a read is under way waits for the next one, which begins when that ends, and which all who asked in between get.
 * A read that takes longer than `patience` holds up none but those who began it.
 */
export const shareReads = <T>(
	read: () => Promise<T>,
	{ patience = defaultPatience, changes }: ShareReadsOptions = {},
): (() => Promise<T>) => {
	let running: Promise<void> | undefined;
	let next: Promise<T> | undefined;
	let known: { at: number; reading: Promise<T> } | undefined;

	const begin = (): Promise<T> => {
		const at = changes?.();
		const reading = read();
		if (at !== undefined) {
			reading.then(
				() => {
					known = { at, reading };
				},
				() => {},
			);
		}
		const over = Promise.withResolvers<void>();
		const end = () => {
			clearTimeout(timer);
			if (running === over.promise) running = undefined;
			over.resolve();
		};
		const timer = setTimeout(end, patience);
		reading.then(end, end);
		running = over.promise;
		return reading;
	};

	return () => {
		if (known !== undefined && known.at === changes?.()) return known.reading;
		if (running === undefined) return begin();
		next ??= running.then(() => {
			next = undefined;
			return begin();
		});
		return next;
	};
};
