import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../create-log.ts';
import { writesOf } from './count-writes.ts';
import type { Migrations } from './migrate.ts';
import { openDatabase } from './open-database.ts';

interface Schema {
	boats: { id: number; name: string; made: Date; hull: Uint8Array | null; crew: unknown };
}

const migrations: Migrations = {
	'1-boats': {
		async up(database) {
			await sql`create table boats (
				id bigint primary key, name text not null unique, made timestamptz not null, hull bytea, crew jsonb
			)`.execute(database);
		},
	},
};

let folder: string;
let database: Kysely<Schema>;
const open = (options: { migrations?: Migrations } = {}) =>
	openDatabase<Schema>({
		folder,
		migrations,
		log: createLog({ name: 'test', level: 'silent' }),
		templateFolder: join(tmpdir(), 'flotilla-database-template'),
		...options,
	});
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-database-'));
	database = await open();
});
afterAll(async () => {
	await database.destroy();
	await rm(folder, { recursive: true, force: true });
});

let lastId = 0;
const boat = (name: string) => {
	lastId += 1;
	return { id: lastId, name, made: new Date(0), hull: null, crew: JSON.stringify([]) };
};
const count = async () => {
	const { total } = await database
		.selectFrom('boats')
		.select((query) => query.fn.countAll().as('total'))
		.executeTakeFirstOrThrow();
	return total;
};

describe('the embedded database', () => {
	it('counts what may have changed it, before whoever wrote knows, and nothing else', async () => {
		const writes = writesOf(database) ?? (() => Number.NaN);
		const before = writes();
		await count();
		expect(writes()).toBe(before);
		const seen: number[] = [];
		await database
			.insertInto('boats')
			.values(boat('counted'))
			.execute()
			.then(() => seen.push(writes()));
		expect(seen[0]).toBeGreaterThan(before);
		const between = writes();
		await database.transaction().execute(async (transaction) => {
			await transaction.updateTable('boats').set({ crew: '[]' }).where('name', '=', 'counted').execute();
		});
		expect(writes()).toBeGreaterThan(between);
	});

	it('gives values back with their types', async () => {
		const made = new Date('2026-11-23T08:00:00.123Z');
		const values = { ...boat('typed'), id: 9_007_199_254_740_991, made, hull: new Uint8Array([0, 255]) };
		const row = await database
			.insertInto('boats')
			.values({ ...values, crew: JSON.stringify({ captain: 'Ada' }) })
			.returningAll()
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ id: 9_007_199_254_740_991, made, crew: { captain: 'Ada' } });
		expect([...(row.hull ?? [])]).toEqual([0, 255]);
		expect(typeof (await count())).toBe('number');
	});

	it('names the constraint that refused a row', async () => {
		await database.insertInto('boats').values(boat('twin')).execute();
		await expect(database.insertInto('boats').values(boat('twin')).execute()).rejects.toMatchObject({
			code: '23505',
			constraint: 'boats_name_key',
		});
	});

	it('keeps concurrent transactions and queries apart', async () => {
		const before = Number(await count());
		const transactions = Array.from({ length: 20 }, (_, index) =>
			database.transaction().execute(async (transaction) => {
				await transaction
					.insertInto('boats')
					.values(boat(`apart ${index} a`))
					.execute();
				if (index % 2 === 1) throw new Error('rolled back');
				await transaction
					.insertInto('boats')
					.values(boat(`apart ${index} b`))
					.execute();
			}),
		);
		const outside = Array.from({ length: 20 }, (_, index) =>
			database
				.insertInto('boats')
				.values(boat(`outside ${index}`))
				.execute(),
		);
		const results = await Promise.allSettled([...transactions, ...outside]);
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
		expect(await count()).toBe(before + 20 + 20);
	});

	it('does not take a transaction for stored whose failure was swallowed', async () => {
		const before = await count();
		const swallowing = database.transaction().execute(async (transaction) => {
			await transaction.insertInto('boats').values(boat('swallowed')).execute();
			await transaction
				.insertInto('boats')
				.values(boat('swallowed'))
				.execute()
				.catch(() => undefined);
		});
		await expect(swallowing).rejects.toThrow();
		expect(await count()).toBe(before);
	});

	it('leaves the event loop free while it works', async () => {
		let turns = 0;
		const counting = setInterval(() => {
			turns += 1;
		}, 1);
		await sql`select count(*) from generate_series(1, 3000000)`.execute(database);
		clearInterval(counting);
		expect(turns).toBeGreaterThan(5);
	});

	it('is refused to a second owner while the first lives', async () => {
		await expect(open()).rejects.toMatchObject({ name: 'StartError', code: 'DATA_FOLDER_IN_USE' });
	});

	it('keeps its rows when it is opened again, and runs new migrations only', async () => {
		const before = await count();
		await database.destroy();
		database = await open({
			migrations: {
				...migrations,
				'2-flag': { up: async (newer) => void (await sql`alter table boats add flag text`.execute(newer)) },
			},
		});
		expect(await count()).toBe(before);
		await sql`select flag from boats`.execute(database);
	});

	it('does not open with a migration that fails, and is free again', async () => {
		await database.destroy();
		const broken: Migrations = { '3-broken': { up: async (newer) => void (await sql`nonsense`.execute(newer)) } };
		const known = { ...migrations, '2-flag': { up: async () => undefined } };
		await expect(open({ migrations: { ...known, ...broken } })).rejects.toMatchObject({
			code: 'MIGRATION_FAILED',
			message: expect.stringContaining('3-broken'),
		});
		database = await open({ migrations: known });
		expect(Number(await count())).toBeGreaterThan(0);
	});
});
