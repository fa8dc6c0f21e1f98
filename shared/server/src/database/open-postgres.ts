import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../create-log.ts';
import { StartError } from '../start-error.ts';

const int8 = 20;

const types: pg.CustomTypesConfig = {
	// `count(*)` and bigint come as text by default; ours stay far below 2^53, and PGlite gives numbers.
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Throws `StartError` DATABASE_UNAVAILABLE when nothing answers at `url`. */
export const openPostgres = async (url: string, log: Log): Promise<PostgresDialect> => {
	const pool = new pg.Pool({ connectionString: url, types });
	pool.on('error', (error) => log.error({ err: error }, 'an idle database connection was lost'));
	try {
		const client = await pool.connect();
		client.release();
	} catch (error) {
		await pool.end();
		const reason = error instanceof Error ? error.message || ('code' in error && String(error.code)) : String(error);
		throw new StartError('DATABASE_UNAVAILABLE', `The database at DATABASE_URL does not answer: ${reason}`, {
			cause: error,
		});
	}
	return new PostgresDialect({ pool });
};
