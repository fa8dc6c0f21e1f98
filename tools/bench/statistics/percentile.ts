/**
 * The smallest of the values that at least `share` (from 0 to 1) of them do not exceed. Throws a `RangeError` without
 * any, or for another share.
 */
export const percentile = (values: readonly number[], share: number): number => {
	if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is from 0 to 1, not ${share}`);
	const sorted = [...values].sort((a, b) => a - b);
	const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
	if (found === undefined) throw new RangeError('Nothing has no percentile');
	return found;
};
