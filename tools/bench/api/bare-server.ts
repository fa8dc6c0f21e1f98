// The peer of `npm run bench -- api`: the same rows from the same engine by bare Fastify routes, with no
// session, validation, envelope, event or permission. What is left is what the engine and HTTP cost.
import { createLog, openDatabase } from '@flotilla/server';
import Fastify from 'fastify';
import { type Kysely, sql } from 'kysely';

import { migrations } from '../../../apps/api/src/database/migrations.ts';
import type { Schema } from '../../../apps/api/src/database/schema.ts';

const { PORT = '0', DATABASE_FOLDER = '', DATABASE_URL } = process.env;

const database: Kysely<Schema> = await openDatabase<Schema>({
	folder: DATABASE_FOLDER,
	url: DATABASE_URL,
	migrations,
	log: createLog({ name: 'bare', level: 'silent' }),
});

const app = Fastify();
app.get('/healthz', async () => 'ok');

app.get<{ Querystring: { page?: string; limit?: string } }>('/users', async ({ query }) => {
	const limit = Number(query.limit ?? 20);
	const offset = (Number(query.page ?? 1) - 1) * limit;
	const counted = await sql<{ total: number }>`select count(*) as total from users`.execute(database);
	const { rows } = await sql`select * from users order by sort_name, id limit ${limit} offset ${offset}`.execute(
		database,
	);
	return { rows, total: counted.rows[0]?.total };
});

app.get<{ Params: { id: string } }>('/users/:id', async ({ params }) => {
	const { rows } = await sql`select * from users where id = ${params.id}`.execute(database);
	return rows[0];
});

app.patch<{ Params: { id: string }; Body: { firstName: string } }>('/users/:id', async ({ params, body }) => {
	const { rows } = await sql`
		update users set first_name = ${body.firstName}, version = version + 1, updated_at = now()
		where id = ${params.id} returning *`.execute(database);
	return rows[0];
});

/** The same change with the rows that ours leaves: read under a lock, an audit entry, and an event in its order. */
app.patch<{ Params: { id: string }; Body: { firstName: string } }>('/recorded/users/:id', ({ params, body }) =>
	database.transaction().execute(async (transaction) => {
		await sql`select * from users where id = ${params.id} for update`.execute(transaction);
		const { rows } = await sql<{ email: string }>`
			update users set first_name = ${body.firstName}, version = version + 1, updated_at = now()
			where id = ${params.id} returning *`.execute(transaction);
		await sql`
			insert into audit_entries (id, at, actor_id, actor_name, action, subject_type, subject_id, ip, request_id, details)
			values (gen_random_uuid(), now(), ${params.id}, 'Bare', 'users:updated', 'user', ${params.id}, '127.0.0.1', 'none', '{}')
		`.execute(transaction);
		await sql`
			with stream as (update event_stream set last_offset = last_offset + 1 returning last_offset)
			insert into events ("offset", type, payload, permission, created_at)
			select last_offset, 'users:updated', ${JSON.stringify({ user: rows[0] })}::text::jsonb, 'users:read', now() from stream
		`.execute(transaction);
		return rows[0];
	}),
);

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.on('SIGTERM', async () => {
	await app.close();
	await database.destroy();
	process.exit(0);
});
