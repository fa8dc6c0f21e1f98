/** Runs `work` for every item, at most `limit` at a time. Rejects with the first failure and starts nothing after it. */
export const inParallel = async <T, R>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<R>,
): Promise<R[]> => {
	const results: R[] = [];
	let next = 0;
	let failed = false;
	const runner = async (): Promise<void> => {
		while (next < items.length && !failed) {
			const index = next;
			next += 1;
			try {
				results[index] = await work(items[index] as T);
			} catch (error) {
				failed = true;
				throw error;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, runner));
	return results;
};
