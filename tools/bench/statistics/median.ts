/** The middle value, or the mean of the two middle ones. Throws a `RangeError` without any. */
export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const lower = sorted[Math.floor(middle)];
	const upper = sorted[Math.ceil(middle)];
	if (lower === undefined || upper === undefined) throw new RangeError('Nothing has no median');
	return (lower + upper) / 2;
};
