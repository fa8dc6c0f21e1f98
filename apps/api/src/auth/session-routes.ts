import { authEndpoints, type Session } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import { deviceName } from './device-name.ts';
import type { SessionSelection, Sessions } from './sessions.ts';
import type { Subject } from './subject.ts';

export interface SessionRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	audit: AuditLog;
	sessions: Sessions;
	clock: Clock;
}

/** Sessions of one person that are shown; whoever has more sees the ones used last. */
const shown = 200;

export const registerSessionRoutes = (options: SessionRoutesOptions): void => {
	const { register, database, events, audit, sessions, clock } = options;

	register(authEndpoints.listSessions, async ({ subject }) => {
		const rows = await database
			.selectFrom('sessions')
			.selectAll()
			.where('user_id', '=', subject.userId)
			.where('revoked_at', 'is', null)
			.where('expires_at', '>', new Date(clock.now()))
			.orderBy('last_used_at', 'desc')
			.orderBy('id')
			.limit(shown)
			.execute();
		const open = rows.map(
			(row): Session => ({
				id: row.id,
				current: row.id === subject.sessionId,
				createdAt: row.created_at.toISOString(),
				lastUsedAt: row.last_used_at.toISOString(),
				expiresAt: row.expires_at.toISOString(),
				device: deviceName(row.user_agent),
				ip: row.ip,
			}),
		);
		return { sessions: open };
	});

	const end = async (request: FastifyRequest, subject: Subject, which: Omit<SessionSelection, 'userId'>) => {
		const ended = await events.write(async (transaction, append) => {
			const ids = await sessions.end(transaction, append, { userId: subject.userId, ...which });
			for (const id of ids) {
				const entry = { action: 'auth:session-revoked', subject: { type: 'session', id } } as const;
				await audit.record(transaction, { ...entry, origin: originOf(request, subject) });
			}
			return ids;
		});
		sessions.announceEnd(ended);
		return ended;
	};

	register(authEndpoints.endSession, async ({ params, subject, request }) => {
		const ended = await end(request, subject, { id: params.id });
		if (ended.length === 0) throw createHttpError('SESSION_NOT_FOUND');
		return null;
	});

	register(authEndpoints.endOtherSessions, async ({ subject, request }) => {
		await end(request, subject, { except: subject.sessionId });
		return null;
	});
};
