import type { CollectionDefinition, RecordsList, recordsListQuery } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Subject } from '../auth/subject.ts';
import type { Cursors } from '../database/cursor.ts';
import { fetchSorted, whereAll } from '../database/fetch-sorted.ts';
import { fetchKeysetPage } from '../database/keyset-page.ts';
import { describePage } from '../database/paging.ts';
import type { RecordRow, Schema } from '../database/schema.ts';
import { toRecord } from './record.ts';
import { type Selection, selectRecords } from './select-records.ts';

export interface ListOptions {
	definition: CollectionDefinition;
	subject: Subject;
	query: z.output<typeof recordsListQuery>;
	cursors: Cursors;
}

const fetchPage = async (
	database: Kysely<Schema>,
	{ scope, conditions, sort }: Selection,
	{ limit, offset }: { limit: number; offset: number },
): Promise<RecordRow[]> => {
	const { order, clause } = sort;
	if (order !== undefined) {
		return fetchSorted(database, { table: 'records', scope, conditions, order }, { limit, offset });
	}
	const query = sql<RecordRow>`
		select * from records ${whereAll([...scope, ...conditions])} order by ${clause} limit ${limit} offset ${offset}`;
	return (await query.execute(database)).rows;
};

/** Throws `HttpError` VALIDATION_FAILED or CURSOR_INVALID. */
export const listRecords = async (
	database: Kysely<Schema>,
	{ definition, subject, query, cursors }: ListOptions,
): Promise<RecordsList> => {
	const { page, limit, cursor, search, sort, ...filters } = query;
	const selection = selectRecords(definition, subject, { search, sort }, filters);
	const { scope, conditions } = selection;
	if (cursor !== undefined) {
		const { order } = selection.sort;
		if (order === undefined) {
			const message = 'To page by cursor, sort all fields in one direction.';
			throw createHttpError('VALIDATION_FAILED', { errors: { sort: [message] } });
		}
		const list = { table: 'records', scope, conditions, order } as const;
		const found = await fetchKeysetPage(database, list, { cursors, cursor, limit });
		return { records: found.rows.map(toRecord), cursors: found.cursors };
	}
	const counted = await sql<{ total: number }>`
		select count(*) as total from records ${whereAll([...scope, ...conditions])}`.execute(database);
	const rows = await fetchPage(database, selection, { limit, offset: (page - 1) * limit });
	return { records: rows.map(toRecord), pagination: describePage({ page, limit }, counted.rows[0]?.total ?? 0) };
};
