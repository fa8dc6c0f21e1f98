/** Rows a page: the most that one request brings. */
export const rowsPerPage = 100;

/** Rows beyond what is in view whose page is fetched ahead. */
const ahead = 25;

/** The one or two pages that are wanted, 1-based; both the same where one is enough. */
export type VisiblePages = readonly [number, number];

export const pageOf = (index: number): number => Math.floor(index / rowsPerPage) + 1;

/**
 * The pages for rows `first` to `last`, and for those around them where that takes no third page. What is in view
 * is less than a page long on any screen; of more the first two are taken.
 *
 * @param total rows of the whole list, beyond which there is no page. Default: not known.
 */
export const pagesFor = (first: number, last: number, total = Number.POSITIVE_INFINITY): VisiblePages => {
	const [from, to] = [pageOf(Math.max(0, first)), pageOf(Math.max(first, last))];
	if (from !== to) return [from, from + 1];
	const end = Math.max(last, Math.min(last + ahead, total - 1));
	const [before, after] = [pageOf(Math.max(0, first - ahead)), pageOf(end)];
	if (after > to) return [from, after];
	return [before, to];
};
