import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { createLog } from '../create-log.ts';
import { openDatabase } from '../database/open-database.ts';

export interface TestDatabase {
	url: string;
	/** On its server. */
	name: string;
	drop(): Promise<void>;
}

/**
 * A fresh database on the PostgreSQL at `TEST_DATABASE_URL`, so that the same tests hold for
 * both engines; `undefined` without that variable: the embedded one is meant. It starts as a copy of the
 * database `template`, to which nobody may be connected. Default: empty.
 */
export const createTestDatabase = async ({ template = 'template1' } = {}): Promise<TestDatabase | undefined> => {
	const server = process.env.TEST_DATABASE_URL;
	if (server === undefined) return undefined;
	const name = `flotilla_test_${randomBytes(6).toString('hex')}`;
	const run = async (statement: ReturnType<typeof sql>) => {
		const log = createLog({ name: 'test', level: 'silent' });
		const database = await openDatabase({ folder: tmpdir(), url: server, migrations: {}, log });
		await statement.execute(database);
		await database.destroy();
	};
	await run(sql`create database ${sql.id(name)} template ${sql.id(template)}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, name, drop: () => run(sql`drop database ${sql.id(name)} with (force)`) };
};
