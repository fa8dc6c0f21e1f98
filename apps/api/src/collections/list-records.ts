import type { CollectionDefinition, RecordsList, recordsListQuery } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Subject } from '../auth/subject.ts';
import type { Cursors } from '../database/cursor.ts';
import { whereAll } from '../database/fetch-sorted.ts';
import { fetchKeysetPage } from '../database/keyset-page.ts';
import { describePage, fetchCountedPage } from '../database/paging.ts';
import type { RecordRow, Schema } from '../database/schema.ts';
import { toRecord } from './record.ts';
import { selectRecords } from './select-records.ts';

export interface ListOptions {
	definition: CollectionDefinition;
	subject: Subject;
	query: z.output<typeof recordsListQuery>;
	cursors: Cursors;
	/** See `Settings`. */
	maximumCounted: number;
}

/** Throws `HttpError` VALIDATION_FAILED or CURSOR_INVALID. */
export const listRecords = async (
	database: Kysely<Schema>,
	{ definition, subject, query, cursors, maximumCounted }: ListOptions,
): Promise<RecordsList> => {
	const { page, limit, cursor, search, sort, ...filters } = query;
	const selection = selectRecords(definition, subject, { search, sort }, filters);
	const { scope, conditions } = selection;
	const { order, clause } = selection.sort;
	if (order === undefined) {
		if (cursor !== undefined) {
			const message = 'To page by cursor, sort all fields in one direction.';
			throw createHttpError('VALIDATION_FAILED', { errors: { sort: [message] } });
		}
		const where = whereAll([...scope, ...conditions]);
		const counted = await sql<{ total: number }>`select count(*) as total from records ${where}`.execute(database);
		const found = await sql<RecordRow>`
			select * from records ${where} order by ${clause} limit ${limit} offset ${(page - 1) * limit}`.execute(database);
		const pagination = describePage({ page, limit }, counted.rows[0]?.total ?? 0);
		return { records: found.rows.map(toRecord), pagination };
	}
	const list = { table: 'records', scope, conditions, order } as const;
	if (cursor !== undefined) {
		const found = await fetchKeysetPage(database, list, { cursors, cursor, limit });
		return { records: found.rows.map(toRecord), cursors: found.cursors };
	}
	const { rows, pagination } = await fetchCountedPage(database, list, { page, limit, maximumCounted });
	return { records: rows.map(toRecord), pagination };
};
