import { randomUUID } from 'node:crypto';
import { usersEndpoints } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf } from '../audit/request-origin.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Cursors } from '../database/cursor.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { Settings } from '../settings.ts';
import type { Trash } from '../trash/create-trash.ts';
import { mayGiveRole, type WantedUser } from './change-user.ts';
import { createUser } from './create-user.ts';
import { etagOf } from './if-match.ts';
import type { Invitations } from './invitations.ts';
import { listUsers } from './list-users.ts';
import { removeUser } from './remove-user.ts';
import { toUser } from './to-user.ts';
import { updateUser } from './update-user.ts';

export interface UsersRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	sessions: Sessions;
	trash: Trash;
	cursors: Cursors;
	audit: AuditLog;
	invitations: Invitations;
	/** Of a password that nobody knows, until the person sets one. */
	nobodysHash: string;
	clock: Clock;
	settings: Settings;
	/** For a file on its way to be imported. */
	uploadFolder: string;
}

const answer = (reply: FastifyReply, row: UserRow) => {
	reply.header('etag', etagOf(row));
	return toUser(row);
};

export const registerUsersRoutes = (options: UsersRoutesOptions): void => {
	const { register, database, events, sessions, cursors, audit, invitations, nobodysHash, clock, settings, trash } =
		options;
	const { maximumCounted } = settings;

	register(usersEndpoints.list, ({ query }) => listUsers({ database, cursors, maximumCounted }, query));

	register(usersEndpoints.read, async ({ params, reply }) => {
		const row = await database.selectFrom('users').selectAll().where('id', '=', params.id).executeTakeFirst();
		if (row === undefined) throw createHttpError('USER_NOT_FOUND');
		return answer(reply, row);
	});

	register(usersEndpoints.create, async ({ body, subject, request, reply }) => {
		if (!mayGiveRole(subject, body.role)) throw createHttpError('FORBIDDEN');
		const { id = randomUUID(), email, firstName, lastName, role, status } = body;
		const row = await events.write(async (transaction, append) => {
			const now = new Date(clock.now());
			const created = await createUser(transaction, append, {
				id,
				email,
				first_name: firstName,
				last_name: lastName,
				password_hash: nobodysHash,
				role,
				status,
				created_at: now,
				updated_at: now,
				last_sign_in_at: null,
			});
			await invitations.queue(transaction, [created]);
			const entry = { subject: { type: 'user', id: created.id }, details: { email, role } } as const;
			await audit.record(transaction, { action: 'users:created', origin: originOf(request, subject), ...entry });
			return created;
		});
		invitations.wake();
		reply.header('location', `/api/users/${row.id}`);
		return answer(reply, row);
	});

	const change = async (
		{ params: { id }, subject, request, reply }: IdCall,
		wanted: WantedUser,
	): Promise<ReturnType<typeof answer>> => {
		const { 'if-match': ifMatch } = request.headers;
		const origin = originOf(request, subject);
		const row = await events.write((transaction, append) =>
			updateUser(transaction, append, { subject, id, wanted, ifMatch, audit, origin, clock }),
		);
		if (row.status !== 'active') await sessions.endAllOf([row.id], subject.userId);
		return answer(reply, row);
	};
	register(usersEndpoints.update, (call) => change(call, call.body));
	register(usersEndpoints.updateStatus, (call) => change(call, call.body));
	register(usersEndpoints.updateRole, (call) => change(call, call.body));

	register(usersEndpoints.remove, async ({ params: { id }, subject, request }) => {
		const { 'if-match': ifMatch } = request.headers;
		const origin = originOf(request, subject);
		const ended = await events.write((transaction, append) =>
			removeUser(transaction, append, { id, ifMatch, subject, sessions, audit, origin, clock }),
		);
		sessions.announceEnd(ended);
		await trash.purgeUnlessKept();
		return null;
	});
};

interface IdCall {
	params: { id: string };
	subject: Subject;
	request: FastifyRequest;
	reply: FastifyReply;
}
