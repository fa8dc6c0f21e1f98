/**
 * Works on rows a part at a time, one part after the other: a statement of PostgreSQL takes 65,535 values at most, and
 * between two statements others have their turn.
 *
 * @param size rows of a part.
 */
export const inBatches = async <T>(
	rows: readonly T[],
	size: number,
	work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> => {
	for (let start = 0; start < rows.length; start += size) await work(rows.slice(start, start + size));
};
