const sortKeys = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
	return Object.fromEntries(
		entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sortKeys(entry)] as const),
	);
};

/** JSON whose text depends on the content alone: keys sorted, `undefined` left out, no white space. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortKeys(value));
