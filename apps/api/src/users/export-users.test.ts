import { get } from 'node:http';
import { exportColumns, type UsersList } from '@flotilla/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { exportUsers } from './export-users.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
	// More than a few batches, some of them without a match.
	await sql`
		insert into users (id, email, first_name, last_name, password_hash, role, status, created_at, updated_at)
		select gen_random_uuid(), 'many-' || n || '@flotilla.test', 'Many', 'Folk ' || n, '', 'viewer',
			case when n between 500 and 2800 then 'active' else 'inactive' end,
			'2030-01-01'::timestamptz + n * interval '1 second', '2030-01-01'
		from generate_series(1, 3500) as n`.execute(started.api.database);
});
afterAll(() => started.stop());

const ask = (query: string, as = token) => started.request(`/api/users/export?${query}`, { token: as });
const linesOf = (text: string) => text.split('\r\n').slice(0, -1);

it('is a CSV file with a name, and holds everybody who is asked for, in order', async () => {
	const response = await ask('status=active&role=viewer&search=folk&sortBy=createdAt&sortOrder=desc');
	expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="users-\d{4}-\d\d-\d\d\.csv"/);
	expect(response.headers.get('cache-control')).toBe('no-store');
	const [header, ...lines] = linesOf(await response.text());
	expect(header).toBe(exportColumns.join(','));
	const numbers = lines.map((line) => Number(/many-(\d+)@/.exec(line)?.[1]));
	expect(numbers).toEqual(Array.from({ length: 2301 }, (_, index) => 2800 - index));
});

it('holds everybody without filters, as many as the list counts', async () => {
	const { pagination } = await readData<UsersList>(await started.request('/api/users', { token }));
	for (const sortBy of ['name', 'lastSignInAt']) {
		const lines = linesOf(await (await ask(`sortBy=${sortBy}`)).text());
		expect(lines.length - 1).toBe(pagination.total);
		expect(new Set(lines).size).toBe(lines.length);
	}
});

it('is empty but for its header when nobody matches, and begins with a mark for Excel when asked', async () => {
	const bytes = Buffer.from(await (await ask('search=nobodyhasthisname&bom=1')).arrayBuffer());
	expect(bytes.toString()).toBe(`\ufeff${exportColumns.join(',')}\r\n`);
});

it('makes no formulas, and tells no secrets', async () => {
	const json = { email: 'formula@flotilla.test', firstName: '=HYPERLINK("http://evil.test")', lastName: '@SUM(1,2)' };
	await readData(await started.request('/api/users', { method: 'POST', token, json }));
	const text = await (await ask('search=formula%40')).text();
	expect(text).toContain(`formula@flotilla.test,"'=HYPERLINK(""http://evil.test"")","'@SUM(1,2)",member`);
	expect(text).not.toContain('argon2');
});

it('is for who may, and leaves a trace', async () => {
	const manager = await createPerson(started, token, 'manager');
	const member = await createPerson(started, token, 'member');
	expect((await ask('search=x', manager.token)).status).toBe(200);
	expect(await readFailure(await ask('', member.token))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
	const audit = await started.request(`/api/audit?action=users:exported&actorId=${manager.user.id}`, { token });
	expect((await readData<{ entries: unknown[] }>(audit)).entries).toMatchObject([
		{ action: 'users:exported', details: { format: 'csv', search: 'x', sortBy: 'name' } },
	]);
});

it.each(['format=pdf', 'role=king', 'sortBy=password', 'bom=yes'])('refuses ?%s', async (query) => {
	expect(await readFailure(await ask(query))).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
});

it('stops asking the database when nobody reads any more', async () => {
	let queries = 0;
	const database = started.api.database.withPlugin({
		transformQuery: ({ node }) => {
			queries += 1;
			return node;
		},
		transformResult: async ({ result }) => result,
	});
	const all = exportUsers(database, { sortBy: 'name', sortOrder: 'asc' });
	for await (const _piece of all) if (queries === 2) break;
	expect(queries).toBe(2);
	expect((await all.next()).done).toBe(true);

	// By a connection of its own, which is torn in the middle of the file.
	const { promise: left, resolve: leave } = Promise.withResolvers<void>();
	const headers = { authorization: `Bearer ${token}` };
	get(`${started.url}/api/users/export`, { agent: false, headers }, (response) => {
		response.once('data', () => response.destroy());
		response.once('close', leave);
	});
	await left;
	// The server is free for others, and closes at the end without waiting for this one.
	expect((await started.request('/api/users?limit=1', { token })).status).toBe(200);
});
