/**
 * The rows with one of them replaced: the same array when there is none with its id, when `isOlder` says
 * that the row at hand is the later one, or when nothing differs. Rows that are not replaced keep their
 * identity, so that what shows them need not render again.
 */
export const replaceRow = <T extends { id: string }>(
	rows: readonly T[],
	next: T,
	isOlder: (next: T, current: T) => boolean = () => false,
): readonly T[] => {
	const index = rows.findIndex(({ id }) => id === next.id);
	const current = rows[index];
	if (current === undefined || isOlder(next, current) || sameFields(current, next)) return rows;
	return rows.with(index, next);
};

/** For flat rows, as all of the API are. */
const sameFields = (a: object, b: object): boolean => {
	const left = Object.entries(a);
	const right = new Map(Object.entries(b));
	return left.length === right.size && left.every(([name, value]) => Object.is(value, right.get(name)));
};
