import type { Row } from '../cache/change.ts';

/**
 * What is known here of how the server lists rows. Whatever is not known for certain is undefined: then the server is
 * asked, and nothing is shown that it would not say.
 */
export interface ListRules<R extends Row, Q> {
	/** Whether a list of that query holds the row, of which perhaps only some fields are known. */
	matches(row: Partial<R>, query: Q): boolean | undefined;
	/** Negative when `a` comes before `b`, positive after it; 0 for one row that keeps its place. */
	compare(a: R, b: R, query: Q): number | undefined;
}
