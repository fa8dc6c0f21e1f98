import { usersEndpoints } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import { listUsers } from './list-users.ts';
import { toUser } from './to-user.ts';
import { updateUser } from './update-user.ts';

export interface UsersRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	sessions: Sessions;
	clock: Clock;
}

const answer = (reply: FastifyReply, row: UserRow) => {
	reply.header('etag', `"${row.version}"`);
	return toUser(row);
};

export const registerUsersRoutes = ({ register, database, events, sessions, clock }: UsersRoutesOptions): void => {
	register(usersEndpoints.list, ({ query }) => listUsers(database, query));

	register(usersEndpoints.read, async ({ params, reply }) => {
		const row = await database.selectFrom('users').selectAll().where('id', '=', params.id).executeTakeFirst();
		if (row === undefined) throw createHttpError('USER_NOT_FOUND');
		return answer(reply, row);
	});

	register(usersEndpoints.update, async ({ params, body, subject, request, reply }) => {
		const { 'if-match': ifMatch } = request.headers;
		const row = await events.write((transaction, append) =>
			updateUser(transaction, append, { subject, id: params.id, body, ifMatch, clock }),
		);
		if (row.status !== 'active') await sessions.endAllOf(row.id);
		return answer(reply, row);
	});
};
