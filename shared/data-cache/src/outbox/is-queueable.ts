import type { Write } from '../cache/queued-writes.ts';

/** Writes that may wait, by the row of the contract: what is changed in people, and what is done with records. */
const queueable: readonly string[] = [
	'PATCH /users/:id',
	'PATCH /users/:id/status',
	'POST /data/:collection',
	'PUT /data/:collection/:id',
	'PATCH /data/:collection/:id',
	'DELETE /data/:collection/:id',
	'POST /data/:collection/bulk',
	'PATCH /data/:collection/bulk',
	'DELETE /data/:collection/bulk',
];

/** Accounts are not made or deleted offline: whoever does it has to see what becomes of it. */
export const isQueueable = ({ request: { method, path } }: Write): boolean => queueable.includes(`${method} ${path}`);
