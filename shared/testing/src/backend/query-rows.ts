import type { Pagination } from '@flotilla/contracts';

/** Lower case, without accents: `Håkon` is found by `hakon`. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of the search occurs somewhere. */
export const matchesSearch = (search: string | undefined, ...texts: readonly string[]): boolean => {
	const haystack = fold(texts.join(' '));
	return fold(search ?? '')
		.split(/\s+/)
		.every((word) => haystack.includes(word));
};

export const cutPage = <T>(
	rows: readonly T[],
	{ page, limit }: { page: number; limit: number },
): { rows: T[]; pagination: Pagination } => ({
	rows: rows.slice((page - 1) * limit, page * limit),
	pagination: { page, limit, total: rows.length, totalPages: Math.ceil(rows.length / limit) },
});
