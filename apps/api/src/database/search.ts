import { type Expression, type SqlBool, sql } from 'kysely';

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** True where folded `column` holds every word of `search`, whatever its case and accents. */
export const containsWords = (column: Expression<string>, search: string): Expression<SqlBool>[] =>
	search
		.split(/\s+/)
		.filter((word) => word !== '')
		.map((word) => sql<SqlBool>`${column} like '%' || flotilla_fold(${escapeLike(word)}::text) || '%'`);
