import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, isHttpError, openDatabase } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import * as fc from 'fast-check';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCursors } from './cursor.ts';
import type { SortedList } from './fetch-sorted.ts';
import { fetchKeysetPage, type KeysetPage } from './keyset-page.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';
import type { SortOrder } from './sort-order.ts';

let database: Kysely<Schema>;
let server: TestDatabase | undefined;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-keyset-'));
	server = await createTestDatabase();
	database = await openDatabase<Schema>({
		folder,
		url: server?.url,
		migrations,
		log: createLog({ name: 'test', level: 'silent' }),
		templateFolder: join(tmpdir(), 'flotilla-database-template'),
	});
});
afterAll(async () => {
	await database.destroy();
	await server?.drop();
	await rm(folder, { recursive: true, force: true });
});
beforeEach(() => database.deleteFrom('users').execute());

const cursors = createCursors({ key: randomBytes(32) });
const id = { expression: sql.ref('id'), type: 'uuid' } as const;
const orders = {
	name: [{ expression: sql.ref('sort_name'), type: 'text' }, id],
	role: [{ expression: sql.ref('role'), type: 'text' }, id],
	creation: [{ expression: sql.ref('created_at'), type: 'timestamptz' }, id],
	signIn: [{ expression: sql`coalesce(last_sign_in_at, 'infinity'::timestamptz)`, type: 'timestamptz' }, id],
} as const satisfies Record<string, SortOrder['terms']>;

const insert = async (people: readonly Person[]): Promise<string[]> => {
	if (people.length === 0) return [];
	const rows = await database
		.insertInto('users')
		.values(
			people.map(({ name, role, day, signInDay }) => ({
				id: crypto.randomUUID(),
				email: `${crypto.randomUUID()}@flotilla.test`,
				first_name: name,
				last_name: 'X',
				password_hash: '',
				role,
				status: 'active' as const,
				created_at: new Date(day * 1000),
				updated_at: new Date(0),
				last_sign_in_at: signInDay === null ? null : new Date(signInDay),
			})),
		)
		.returning('id')
		.execute();
	return rows.map((row) => row.id);
};

// Few values, so that most rows share their key with others.
const person = fc.record({
	name: fc.constantFrom('a', 'B', 'é', 'z', ' ', "'"),
	role: fc.constantFrom('admin', 'member', 'viewer'),
	day: fc.integer({ min: 0, max: 3 }),
	signInDay: fc.option(fc.integer({ min: 0, max: 2 })),
});
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

const listOf = (
	sort: keyof typeof orders,
	direction: SortOrder['direction'],
	conditions: readonly Expression<SqlBool>[] = [],
): SortedList<'users'> => ({ table: 'users', conditions, order: { name: sort, terms: orders[sort], direction } });

it('meets every row that stays once, in order, both ways, whatever comes and goes meanwhile', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				sort: fc.constantFrom(...(Object.keys(orders) as (keyof typeof orders)[])),
				direction: fc.constantFrom('asc' as const, 'desc' as const),
				onlyMembers: fc.boolean(),
				limit: fc.integer({ min: 1, max: 6 }),
				people: fc.array(person, { maxLength: 25 }),
				arrivals: fc.array(fc.array(person, { maxLength: 3 }), { maxLength: 8 }),
				departures: fc.array(fc.nat(), { maxLength: 8 }),
			}),
			async ({ sort, direction, onlyMembers, limit, people, arrivals, departures }) => {
				await database.deleteFrom('users').execute();
				const present = await insert(people);
				const gone = new Set<string>();
				const list = listOf(sort, direction, onlyMembers ? [sql<SqlBool>`role = ${'member'}`] : []);

				const walk = async (start: string, way: 'next' | 'previous') => {
					const pages: string[][] = [];
					let last = start;
					for (let cursor: string | null = start, step = 0; cursor !== null; step += 1) {
						const page: KeysetPage<'users'> = await fetchKeysetPage(database, list, { cursors, cursor, limit });
						expect(page.rows.length).toBeLessThanOrEqual(limit);
						pages.push(page.rows.map((row) => row.id));
						last = page.cursors[way === 'next' ? 'previous' : 'next'] ?? last;
						cursor = page.cursors[way];
						await insert(arrivals[step] ?? []);
						const leaver = present[departures[step] ?? -1];
						if (leaver !== undefined) {
							gone.add(leaver);
							await database.deleteFrom('users').where('id', '=', leaver).execute();
						}
					}
					return { ids: (way === 'next' ? pages : pages.reverse()).flat(), last };
				};

				const check = async (seen: string[]) => {
					expect(new Set(seen).size).toBe(seen.length);
					const sorted = await fetchKeysetPage(database, list, { cursors, cursor: '', limit: 1000 });
					const order = sorted.rows.map((row) => row.id);
					const stable = order.filter((one) => present.includes(one) && !gone.has(one));
					expect(seen.filter((one) => stable.includes(one))).toEqual(stable);
				};

				const forward = await walk('', 'next');
				await check(forward.ids);
				// Back from the end; the last page itself is not walked again.
				const end = await fetchKeysetPage(database, list, { cursors, cursor: '', limit: 1000 });
				const lastRow = end.rows.at(-1);
				if (lastRow === undefined) return;
				const fromEnd = cursors.encode(list.order, { walk: 'backward', inclusive: true, keys: lastRow.keyset });
				await check((await walk(fromEnd, 'previous')).ids);
			},
		),
		{ numRuns: 60 },
	);
});

it('finds what matches far behind the rows that are walked first', async () => {
	await sql`
		insert into users (id, email, first_name, last_name, password_hash, role, status, created_at, updated_at)
		select gen_random_uuid(), n || '@flotilla.test', 'a', 'x', '', case when n > 2990 then 'admin' else 'member' end,
			'active', 'epoch'::timestamptz + n * interval '1 second', 'epoch'
		from generate_series(1, 3000) as n`.execute(database);
	const list = listOf('creation', 'asc', [sql<SqlBool>`role = ${'admin'}`]);
	const first = await fetchKeysetPage(database, list, { cursors, cursor: '', limit: 6 });
	expect(first.rows.map(({ email }) => Number.parseInt(email, 10))).toEqual([2991, 2992, 2993, 2994, 2995, 2996]);
	const second = await fetchKeysetPage(database, list, { cursors, cursor: first.cursors.next ?? '', limit: 6 });
	expect(second.rows.map(({ email }) => Number.parseInt(email, 10))).toEqual([2997, 2998, 2999, 3000]);
	expect(second.cursors.next).toBeNull();
	const back = await fetchKeysetPage(database, list, { cursors, cursor: second.cursors.previous ?? '', limit: 6 });
	expect(back.rows).toEqual(first.rows);
	expect(back.cursors.previous).toBeNull();
});

it('leads back from a page that has become empty', async () => {
	const days = [0, 1, 2, 3];
	const ids = await insert(days.map((day) => ({ name: 'a', role: 'member', day, signInDay: null })));
	const list = listOf('creation', 'desc');
	const first = await fetchKeysetPage(database, list, { cursors, cursor: '', limit: 2 });
	await database.deleteFrom('users').where('id', 'in', ids.slice(0, 2)).execute();
	const empty = await fetchKeysetPage(database, list, { cursors, cursor: first.cursors.next ?? '', limit: 2 });
	expect(empty.rows).toEqual([]);
	const back = await fetchKeysetPage(database, list, { cursors, cursor: empty.cursors.previous ?? '', limit: 2 });
	expect(back.rows).toEqual(first.rows);
});

it('refuses a cursor that was made up, altered, or made for another order', () => {
	const { order } = listOf('name', 'asc');
	const good = cursors.encode(order, { walk: 'forward', inclusive: false, keys: ["o'", 'id'] });
	expect(cursors.decode(order, good)).toEqual({ walk: 'forward', inclusive: false, keys: ["o'", 'id'] });
	const altered = `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`;
	const refusals = [
		() => cursors.decode(order, 'nonsense'),
		() => cursors.decode(order, '\u0000'),
		() => cursors.decode(order, altered),
		() => cursors.decode(order, good.slice(4)),
		() => cursors.decode({ ...order, direction: 'desc' }, good),
		() => cursors.decode({ ...order, name: 'email' }, good),
		() => createCursors({ key: randomBytes(32) }).decode(order, good),
	];
	for (const refusal of refusals) {
		try {
			refusal();
			expect.unreachable();
		} catch (error) {
			expect(isHttpError(error) && error.code).toBe('CURSOR_INVALID');
		}
	}
});
