import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

const secretBytes = 32;

/** The server's own key of this name, made at the first start and shared by every node on the database. */
export const readSecret = async (database: Kysely<Schema>, name: string): Promise<Buffer> => {
	await database
		.insertInto('secrets')
		.values({ name, value: randomBytes(secretBytes).toString('base64url') })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const { value } = await database
		.selectFrom('secrets')
		.select('value')
		.where('name', '=', name)
		.executeTakeFirstOrThrow();
	return Buffer.from(value, 'base64url');
};
