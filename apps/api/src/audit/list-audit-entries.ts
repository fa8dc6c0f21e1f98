import { type AuditEntry, type AuditList, type auditListQuery, instant } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import * as z from 'zod/mini';
import type { AuditRow, Schema } from '../database/schema.ts';

const toAuditEntry = (row: AuditRow): AuditEntry => ({
	id: row.id,
	at: row.at.toISOString(),
	action: row.action,
	actorId: row.actor_id,
	actorName: row.actor_name,
	subjectType: row.subject_type,
	subjectId: row.subject_id,
	ip: row.ip,
	requestId: row.request_id,
	details: row.details,
});

const position = z.tuple([instant, z.int().check(z.positive())]);

const writeCursor = ({ at, sequence }: AuditRow): string =>
	Buffer.from(JSON.stringify([at.toISOString(), sequence])).toString('base64url');

const readCursor = (cursor: string): { at: Date; sequence: number } => {
	try {
		const [at, sequence] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
		return { at: new Date(at), sequence };
	} catch (cause) {
		throw createHttpError('VALIDATION_FAILED', { errors: { cursor: ['This is not a cursor of this list.'] }, cause });
	}
};

/** Throws `HttpError` VALIDATION_FAILED for a cursor that is none. */
export const listAuditEntries = async (
	database: Kysely<Schema>,
	query: z.output<typeof auditListQuery>,
): Promise<AuditList> => {
	const { actorId, subjectType, subjectId, action, from, to, cursor, limit } = query;
	let matching = database.selectFrom('audit_entries').selectAll();
	if (actorId !== undefined) matching = matching.where('actor_id', '=', actorId);
	if (subjectType !== undefined) matching = matching.where('subject_type', '=', subjectType);
	if (subjectId !== undefined) matching = matching.where('subject_id', '=', subjectId);
	if (action !== undefined) matching = matching.where('action', '=', action);
	if (from !== undefined) matching = matching.where('at', '>=', new Date(from));
	if (to !== undefined) matching = matching.where('at', '<', new Date(to));
	if (cursor !== undefined) {
		const last = readCursor(cursor);
		matching = matching.where(sql<boolean>`(at, sequence) < (${last.at}::timestamptz, ${last.sequence}::bigint)`);
	}
	// One more than asked for says whether there is another page.
	const rows = await matching
		.orderBy('at', 'desc')
		.orderBy('sequence', 'desc')
		.limit(limit + 1)
		.execute();
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		entries: page.map(toAuditEntry),
		nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
	};
};
