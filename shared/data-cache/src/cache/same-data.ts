/** Whether two pieces of JSON have equal contents. */
export const isSameData = (a: unknown, b: unknown): boolean => {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) || Array.isArray(b)) {
		if (!Array.isArray(a) || !Array.isArray(b)) return false;
		return a.length === b.length && a.every((value, index) => isSameData(value, b[index]));
	}
	const left = Object.entries(a);
	return left.length === Object.keys(b).length && left.every(([name, value]) => isSameData(value, read(b, name)));
};

const read = (object: object, name: string): unknown =>
	Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : missing;

const missing = Symbol('missing');

/**
 * The next data with whatever is equal taken over from the data before: rows are matched by their id, wherever they
 * moved. What shows a row that did not change need not render again.
 */
export const shareData = <T>(before: unknown, next: T): T => {
	if (Object.is(before, next) || before === undefined) return next;
	if (Array.isArray(before) && Array.isArray(next)) return shareArray(before, next) as T;
	if (!isPlain(before) || !isPlain(next)) return next;
	const shared: Record<string, unknown> = {};
	let isSame = Object.keys(before).length === Object.keys(next).length;
	for (const [name, value] of Object.entries(next)) {
		shared[name] = shareData(before[name], value);
		isSame &&= Object.hasOwn(before, name) && Object.is(shared[name], before[name]);
	}
	return (isSame ? before : shared) as T;
};

const shareArray = (before: readonly unknown[], next: readonly unknown[]): readonly unknown[] => {
	const rows = new Map(before.map((item) => [idOf(item), item]));
	const shared = next.map((item, index) => {
		const id = idOf(item);
		return shareData(id === undefined ? before[index] : rows.get(id), item);
	});
	return shared.length === before.length && shared.every((item, index) => Object.is(item, before[index]))
		? before
		: shared;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const idOf = (item: unknown): unknown => (isPlain(item) ? item.id : undefined);
