import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openDatabase } from '@flotilla/server';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../testing/create-test-database.ts';
import { createTokenStore } from '../tokens/token-store.ts';
import { verbs } from '../tokens/verbs.ts';
import { migrations } from './migrations.ts';
import type { RegistrySchema } from './schema.ts';

// A fresh database is made without the template that other tests copy, as that has all migrations in it.
const patience = 60_000;

it('tokens from before there were verbs can do what they could', { timeout: patience }, async () => {
	const data = await mkdtemp(join(tmpdir(), 'flotilla-migration-'));
	const options = {
		folder: join(data, 'database'),
		url: await createTestDatabase(),
		log: createLog({ name: 'registry', level: 'silent' }),
	};
	const { '2026-11-23-foundation': foundation } = migrations;
	if (foundation === undefined) throw new Error('There is a first migration.');
	const old = await openDatabase<RegistrySchema>({ ...options, migrations: { '2026-11-23-foundation': foundation } });
	await sql`
		insert into tokens (name, hash, apps) values ('ci', 'a', '["users"]'), ('bootstrap', 'b', '["*"]')
	`.execute(old);
	await old.destroy();

	const database = await openDatabase<RegistrySchema>({ ...options, migrations });
	try {
		expect(await createTokenStore({ database }).list()).toMatchObject([
			{ name: 'bootstrap', apps: ['*'], can: verbs, expiresAt: null },
			{ name: 'ci', apps: ['users'], can: ['publish', 'promote', 'rollback', 'pin'], expiresAt: null },
		]);
	} finally {
		await database.destroy();
		await rm(data, { recursive: true, force: true });
	}
});
