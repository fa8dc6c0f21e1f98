import {
	type AuditCounts,
	type auditCountsQuery,
	createDayOf,
	defaultAuditDays,
	listDays,
	maximumAuditDays,
} from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Schema } from '../database/schema.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Acts by day of the caller's calendar. The database counts by quarters of an hour, of which every day of every time
 * zone consists: what days there are, both engines need not know. Throws `HttpError` VALIDATION_FAILED.
 */
export const countAuditEntries = async (
	database: Kysely<Schema>,
	{ actorId, subjectType, subjectId, timeZone, ...range }: z.output<typeof auditCountsQuery>,
	now: number,
): Promise<AuditCounts> => {
	const to = range.to === undefined ? new Date(now) : new Date(range.to);
	const from = range.from === undefined ? new Date(to.getTime() - defaultAuditDays * day) : new Date(range.from);
	if (to.getTime() - from.getTime() > maximumAuditDays * day) {
		throw createHttpError('VALIDATION_FAILED', { errors: { from: [`At most ${maximumAuditDays} days.`] } });
	}
	const quarter = sql<Date>`date_bin('15 minutes', at, 'epoch')`;
	let matching = database
		.selectFrom('audit_entries')
		.select([quarter.as('quarter'), (query) => query.fn.countAll<number>().as('count')])
		.where('at', '>=', from)
		.where('at', '<', to)
		.groupBy(quarter);
	if (actorId !== undefined) matching = matching.where('actor_id', '=', actorId);
	if (subjectType !== undefined) matching = matching.where('subject_type', '=', subjectType);
	if (subjectId !== undefined) matching = matching.where('subject_id', '=', subjectId);
	const dayOf = createDayOf(timeZone);
	const counts = new Map(listDays({ from, to, timeZone }).map((name) => [name, 0]));
	for (const { quarter: begin, count } of await matching.execute()) {
		const name = dayOf(begin);
		counts.set(name, (counts.get(name) ?? 0) + count);
	}
	return { counts: [...counts].map(([name, count]) => ({ day: name, count })) };
};
