import type { Pagination } from '@flotilla/contracts';

export const changeTotal = (pagination: Pagination, by: number): Pagination => {
	const total = Math.max(0, pagination.total + by);
	return { ...pagination, total, totalPages: Math.ceil(total / pagination.limit) };
};
