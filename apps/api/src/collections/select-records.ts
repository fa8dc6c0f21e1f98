import type { CollectionDefinition } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import { containsWords } from '../database/search.ts';
import { reachOf } from './access.ts';
import { parseFilters } from './record-filters.ts';
import { parseSort, type RecordSort } from './record-sort.ts';

/** The part of a query that lists and exports share; what else is in it are filters. */
export interface SelectionQuery {
	search?: string | undefined;
	sort?: string | undefined;
}

/** Which records are meant, in which order. */
export interface Selection {
	/** Holds for every record of the collection. */
	scope: Expression<SqlBool>[];
	conditions: Expression<SqlBool>[];
	sort: RecordSort;
}

/** Throws `HttpError` VALIDATION_FAILED. */
export const selectRecords = (
	definition: CollectionDefinition,
	subject: Subject,
	{ search, sort }: SelectionQuery,
	filters: Readonly<Record<string, unknown>>,
): Selection => {
	const { conditions, errors } = parseFilters(definition, filters);
	const words = containsWords(sql.ref('search_text'), search ?? '');
	if (words.length > 0 && definition.search.length === 0)
		errors.search = ['This collection declares no fields to search.'];
	if (Object.keys(errors).length > 0) throw createHttpError('VALIDATION_FAILED', { errors });
	const isOwn = reachOf(definition.permissions, 'read', subject) === 'own';
	return {
		// A literal, for the indexes of a collection are for rows of that name only.
		scope: [sql<SqlBool>`collection = ${sql.lit(definition.name)}`],
		conditions: [...conditions, ...words, ...(isOwn ? [sql<SqlBool>`created_by = ${subject.userId}::text::uuid`] : [])],
		sort: parseSort(definition, sort),
	};
};
