import type { RecordData } from '@flotilla/contracts';
import { type RawBuilder, sql } from 'kysely';
import { textOf } from './field-expression.ts';

/** What `search` looks into, for data that is on its way into the database. */
export const searchTextOf = (fields: readonly string[], data: RecordData): RawBuilder<string> => {
	const texts = fields.map((field) => data[field]).filter((value) => typeof value === 'string');
	return sql<string>`flotilla_fold(${texts.join(' ')}::text)`;
};

/** The same for data that is there. */
export const storedSearchTextOf = (fields: readonly string[]): RawBuilder<string> =>
	fields.length === 0 ? sql<string>`''` : sql<string>`flotilla_fold(concat_ws(' ', ${sql.join(fields.map(textOf))}))`;
