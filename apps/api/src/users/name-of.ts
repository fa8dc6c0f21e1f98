import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** How a person is called; undefined for nobody. */
export const createNameOf =
	(database: Kysely<Schema>) =>
	async (userId: string): Promise<string | undefined> => {
		const row = await database
			.selectFrom('users')
			.select(['first_name', 'last_name'])
			.where('id', '=', userId)
			.executeTakeFirst();
		return row === undefined ? undefined : `${row.first_name} ${row.last_name}`.trim();
	};
