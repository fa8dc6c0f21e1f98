import type { Pagination } from '@flotilla/contracts';

export interface PageQuery {
	page: number;
	limit: number;
}

export const describePage = ({ page, limit }: PageQuery, total: number): Pagination => ({
	page,
	limit,
	total,
	totalPages: Math.ceil(total / limit),
});
