import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
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

export interface Sessions {
	start(
		transaction: Transaction<Schema>,
		options: { user: UserRow; remembered: boolean; delivery: TokenDelivery },
	): Promise<OpenSession>;
	refresh(refreshToken: string): Promise<RefreshOutcome>;
	/** Ends the session that `refreshToken` ever belonged to, if any. */
	endByRefreshToken(refreshToken: string): Promise<void>;
	endAllOf(userId: string): Promise<void>;
	/** Removes what ended so long ago that nobody needs to be told why. */
	forgetEnded(): Promise<void>;
	/** Hears of sessions that were ended, after the change is stored. Returns its unsubscribe. */
	onEnded(listener: (sessionIds: readonly string[]) => void): () => void;
}

export interface SessionsOptions {
	database: Kysely<Schema>;
	clock: Clock;
	key: Uint8Array;
	/** Seconds, as in `Settings`. */
	sessionTtl: number;
	rememberedSessionTtl: number;
	refreshGrace: number;
}

/** Seconds for which an expired or revoked session can still be told apart from an unknown one. */
const rememberEnded = 7 * 24 * 60 * 60;

export const createSessions = (options: SessionsOptions): Sessions => {
	const { database, clock } = options;
	const listeners = new Set<(sessionIds: readonly string[]) => void>();
	const announceEnd = (ids: readonly string[]) => {
		if (ids.length > 0) for (const listener of [...listeners]) listener(ids);
	};
	const ttlOf = (remembered: boolean) => (remembered ? options.rememberedSessionTtl : options.sessionTtl);
	const endOf = (remembered: boolean) => new Date(clock.now() + ttlOf(remembered) * 1000);

	const end = async (column: 'id' | 'user_id', value: string) => {
		const ended = await database
			.updateTable('sessions')
			.set({ revoked_at: new Date(clock.now()) })
			.where(column, '=', value)
			.where('revoked_at', 'is', null)
			.returning('id')
			.execute();
		announceEnd(ended.map(({ id }) => id));
	};

	return {
		async start(transaction, { user, remembered, delivery }) {
			const id = randomUUID();
			const refreshToken = createFirstRefreshToken();
			await transaction
				.insertInto('sessions')
				.values({
					id,
					user_id: user.id,
					remembered,
					delivery,
					created_at: new Date(clock.now()),
					expires_at: endOf(remembered),
					revoked_at: null,
				})
				.execute();
			await transaction
				.insertInto('refresh_tokens')
				.values({ hash: hashRefreshToken(refreshToken), session_id: id, generation: 1, used_at: null })
				.execute();
			return { id, refreshToken, remembered, delivery, ttl: ttlOf(remembered), user };
		},
		async refresh(refreshToken) {
			const rotation = await database
				.transaction()
				.execute((transaction) => rotateRefreshToken(transaction, { ...options, refreshToken, endOf }));
			if (rotation.outcome !== 'rotated') {
				if (rotation.outcome === 'reused') announceEnd([rotation.sessionId]);
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
		async endByRefreshToken(refreshToken) {
			const found = await database
				.selectFrom('refresh_tokens')
				.select('session_id')
				.where('hash', '=', hashRefreshToken(refreshToken))
				.executeTakeFirst();
			if (found !== undefined) await end('id', found.session_id);
		},
		endAllOf: (userId) => end('user_id', userId),
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
