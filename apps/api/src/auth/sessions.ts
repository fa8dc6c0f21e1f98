import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { AppendEvent, EventLog, NewEvent } from '../realtime/event-log.ts';
import type { Client } from './client.ts';
import { createFirstRefreshToken, hashRefreshToken } from './refresh-token.ts';
import { rotateRefreshToken } from './rotate-refresh-token.ts';

export type TokenDelivery = 'cookie' | 'body';

/** A session after a sign-in or a refresh. */
export interface OpenSession {
	id: string;
	refreshToken: string;
	remembered: boolean;
	delivery: TokenDelivery;
	/** Seconds until it ends unless refreshed. */
	ttl: number;
	user: UserRow;
}

export type RefreshOutcome =
	| ({ outcome: 'refreshed' } & OpenSession)
	| { outcome: 'SESSION_EXPIRED' | 'SESSION_REVOKED' | 'ACCOUNT_INACTIVE' };

/** Sessions of one person: all of them, one, or all but one. */
export interface SessionSelection {
	userId: string;
	id?: string;
	except?: string;
	/** Who ends them, where that may be somebody else than their owner. */
	endedBy?: string | undefined;
}

export interface Sessions {
	start(
		transaction: Transaction<Schema>,
		options: { user: UserRow; remembered: boolean; delivery: TokenDelivery; client: Client },
	): Promise<OpenSession>;
	refresh(refreshToken: string, options: { client: Client; origin: RequestOrigin }): Promise<RefreshOutcome>;
	/**
	 * Ends open sessions in the transaction of the cause, and appends the event that closes their sockets on
	 * every node. Answers their ids, for `announceEnd` once that is stored.
	 */
	end(transaction: Transaction<Schema>, append: AppendEvent, which: SessionSelection): Promise<string[]>;
	/**
	 * The same for all of many people, with an event for each of them who is signed in anywhere. `userIds` is a query
	 * that gives their ids.
	 */
	endOfMany(
		transaction: Transaction<Schema>,
		append: AppendEvent,
		userIds: RawBuilder<string>,
		endedBy?: string,
	): Promise<string[]>;
	/** Tells this node's listeners at once. */
	announceEnd(sessionIds: readonly string[]): void;
	/** Signs out of the session that `refreshToken` ever belonged to, if any. */
	endByRefreshToken(refreshToken: string, options: { origin: RequestOrigin }): Promise<void>;
	/** Of these people, once what caused it is stored. `endedBy`: who does; when it is somebody else, the owner is told. */
	endAllOf(userIds: readonly string[], endedBy?: string): Promise<void>;
	/** Removes what ended so long ago that nobody needs to be told why. */
	forgetEnded(): Promise<void>;
	/** Hears of sessions that were ended, after the change is stored. Returns its unsubscribe. */
	onEnded(listener: (sessionIds: readonly string[]) => void): () => void;
}

export interface SessionsOptions {
	database: Kysely<Schema>;
	events: EventLog;
	audit: AuditLog;
	clock: Clock;
	key: Uint8Array;
	/** Seconds, as in `Settings`. */
	sessionTtl: number;
	rememberedSessionTtl: number;
	refreshGrace: number;
}

/** Seconds for which an expired or revoked session can still be told apart from an unknown one. */
const rememberEnded = 7 * 24 * 60 * 60;

/** With an event for each person. Answers the ids. */
const tellEnds = async (
	append: AppendEvent,
	ended: readonly { id: string; user_id: string }[],
	endedBy: string | undefined,
): Promise<string[]> => {
	const events = [...Map.groupBy(ended, ({ user_id: userId }) => userId)].map(
		([ownerId, theirs]): NewEvent => ({
			type: 'sessions:ended',
			payload: { sessionIds: theirs.map(({ id }) => id), ...(endedBy === undefined ? {} : { endedBy }) },
			permission: null,
			ownerId,
		}),
	);
	await append(events);
	return ended.map(({ id }) => id);
};

export const createSessions = (options: SessionsOptions): Sessions => {
	const { database, events, audit, clock } = options;
	const listeners = new Set<(sessionIds: readonly string[]) => void>();
	const announceEnd = (ids: readonly string[]) => {
		if (ids.length > 0) for (const listener of [...listeners]) listener(ids);
	};
	const ttlOf = (remembered: boolean) => (remembered ? options.rememberedSessionTtl : options.sessionTtl);
	const endOf = (remembered: boolean) => new Date(clock.now() + ttlOf(remembered) * 1000);

	const end: Sessions['end'] = async (transaction, append, { userId, id, except, endedBy }) => {
		const now = new Date(clock.now());
		let open = transaction
			.updateTable('sessions')
			.set({ revoked_at: now })
			.where('user_id', '=', userId)
			.where('revoked_at', 'is', null)
			.where('expires_at', '>', now);
		if (id !== undefined) open = open.where('id', '=', id);
		if (except !== undefined) open = open.where('id', '!=', except);
		return tellEnds(append, await open.returning(['id', 'user_id']).execute(), endedBy);
	};

	const endOfMany: Sessions['endOfMany'] = async (transaction, append, userIds, endedBy) => {
		const now = new Date(clock.now());
		const { rows } = await sql<{ id: string; user_id: string }>`
			update sessions set revoked_at = ${now}::timestamptz
			where user_id in (${userIds}) and revoked_at is null and expires_at > ${now}::timestamptz
			returning id, user_id
		`.execute(transaction);
		return tellEnds(append, rows, endedBy);
	};

	return {
		async start(transaction, { user, remembered, delivery, client }) {
			const id = randomUUID();
			const refreshToken = createFirstRefreshToken();
			const now = new Date(clock.now());
			await transaction
				.insertInto('sessions')
				.values({
					id,
					user_id: user.id,
					remembered,
					delivery,
					created_at: now,
					last_used_at: now,
					expires_at: endOf(remembered),
					revoked_at: null,
					user_agent: client.userAgent,
					ip: client.ip,
				})
				.execute();
			await transaction
				.insertInto('refresh_tokens')
				.values({ hash: hashRefreshToken(refreshToken), session_id: id, generation: 1, used_at: null })
				.execute();
			return { id, refreshToken, remembered, delivery, ttl: ttlOf(remembered), user };
		},
		async refresh(refreshToken, { client, origin }) {
			const { rotation, ended } = await events.write(async (transaction, append) => {
				const rotation = await rotateRefreshToken(transaction, { ...options, refreshToken, endOf, client });
				if (rotation.outcome !== 'reused') return { rotation, ended: [] };
				const { sessionId: id, userId } = rotation;
				// Who showed it is not known to be its owner.
				const entry = { action: 'auth:refresh-token-reused', origin, details: { sessionId: id } } as const;
				await audit.record(transaction, { ...entry, subject: { type: 'user', id: userId } });
				return { rotation, ended: await end(transaction, append, { userId, id }) };
			});
			announceEnd(ended);
			if (rotation.outcome !== 'rotated') {
				return { outcome: rotation.outcome === 'reused' ? 'SESSION_REVOKED' : rotation.outcome };
			}
			const { session, successor } = rotation;
			const user = await database.selectFrom('users').selectAll().where('id', '=', session.user_id).executeTakeFirst();
			if (user === undefined) return { outcome: 'SESSION_REVOKED' };
			return {
				outcome: 'refreshed',
				id: session.id,
				refreshToken: successor,
				remembered: session.remembered,
				delivery: session.delivery,
				ttl: ttlOf(session.remembered),
				user,
			};
		},
		end,
		endOfMany,
		announceEnd,
		async endByRefreshToken(refreshToken, { origin }) {
			const found = await database
				.selectFrom('refresh_tokens')
				.innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
				.select(['sessions.id', 'sessions.user_id'])
				.where('hash', '=', hashRefreshToken(refreshToken))
				.executeTakeFirst();
			if (found === undefined) return;
			const { id, user_id: userId } = found;
			const ended = await events.write(async (transaction, append) => {
				const ids = await end(transaction, append, { userId, id });
				if (ids.length > 0) {
					await audit.record(transaction, {
						action: 'auth:signed-out',
						origin: { ...origin, actorId: userId },
						subject: { type: 'session', id },
					});
				}
				return ids;
			});
			announceEnd(ended);
		},
		async endAllOf(userIds, endedBy) {
			if (userIds.length === 0) return;
			const which = sql<string>`select unnest(${sql.val([...userIds])}::uuid[])`;
			announceEnd(await events.write((transaction, append) => endOfMany(transaction, append, which, endedBy)));
		},
		async forgetEnded() {
			await database
				.deleteFrom('sessions')
				.where('expires_at', '<', new Date(clock.now() - rememberEnded * 1000))
				.execute();
		},
		onEnded(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
