import type { Write } from '../cache/queued-writes.ts';

/** Writes that may wait, by the row of the contract: what is done with a person, and with records. */
const queueable: readonly string[] = [
	'POST /users',
	'PATCH /users/:id',
	'PATCH /users/:id/status',
	'DELETE /users/:id',
	'POST /data/:collection',
	'PUT /data/:collection/:id',
	'PATCH /data/:collection/:id',
	'DELETE /data/:collection/:id',
	'POST /data/:collection/bulk',
	'PATCH /data/:collection/bulk',
	'DELETE /data/:collection/bulk',
];

/** Whoever changes the role of somebody, or many people at once, has to see what becomes of it. */
export const isQueueable = ({ request: { method, path } }: Write): boolean => queueable.includes(`${method} ${path}`);
