import type { Pagination } from '@flotilla/contracts';

export const changeTotal = (pagination: Pagination, by: number): Pagination => {
	// Of more than were counted one more or less says nothing.
	if (pagination.totalIsExact === false) return pagination;
	const total = Math.max(0, pagination.total + by);
	return { ...pagination, total, totalPages: Math.ceil(total / pagination.limit) };
};
