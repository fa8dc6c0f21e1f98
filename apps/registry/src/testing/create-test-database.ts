import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { createLog, openDatabase } from '@flotilla/server';
import { sql } from 'kysely';

/**
 * A fresh database on the PostgreSQL at `TEST_DATABASE_URL`, so that the same tests hold for
 * both engines; `undefined`, which is the embedded one, without that variable.
 */
export const createTestDatabase = async (): Promise<string | undefined> => {
	const server = process.env.TEST_DATABASE_URL;
	if (server === undefined) return undefined;
	const name = `registry_test_${randomBytes(6).toString('hex')}`;
	const log = createLog({ name: 'registry', level: 'silent' });
	const database = await openDatabase({ folder: tmpdir(), url: server, migrations: {}, log });
	await sql`create database ${sql.id(name)}`.execute(database);
	await database.destroy();
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
};
