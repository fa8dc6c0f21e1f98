/** Lower case, without accents, as the server sorts texts. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const isPlainText = (text: string): boolean => /^[a-z0-9 ]*$/.test(text);
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order of two texts as the server has it; undefined where collations differ (punctuation, letters beyond a to z)
 * and only the server can say.
 */
export const compareTexts = (a: string, b: string): number | undefined => {
	const [left, right] = [fold(a), fold(b)];
	if (left === right) return 0;
	return isPlainText(left) && isPlainText(right) ? order(left, right) : undefined;
};

/** The order of two values of a field that is sorted by: nothing comes after everything. Undefined: the server knows. */
export const compareValues = (a: unknown, b: unknown): number | undefined => {
	const [hasLeft, hasRight] = [a != null, b != null];
	if (!hasLeft || !hasRight) return Number(hasRight) - Number(hasLeft);
	if (typeof a === 'number' && typeof b === 'number') return order(a, b);
	if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
	if (typeof a !== 'string' || typeof b !== 'string') return undefined;
	if ((isInstant(a) && isInstant(b)) || (isDay(a) && isDay(b))) return order(a, b);
	return a === b ? 0 : compareTexts(a, b);
};

/** Ids are in lower case, so they compare as texts do. */
export const compareIds = (a: { id: string }, b: { id: string }): number => order(a.id, b.id);
