import type { Selectable, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema, SessionsTable } from '../database/schema.ts';
import type { Client } from './client.ts';
import { hashRefreshToken, succeedRefreshToken } from './refresh-token.ts';

export type Rotation =
	| { outcome: 'rotated'; session: Selectable<SessionsTable>; successor: string }
	/** An old token came back: somebody else has a copy, so the caller has to end the whole family. */
	| { outcome: 'reused'; sessionId: string; userId: string }
	| { outcome: 'SESSION_EXPIRED' | 'SESSION_REVOKED' | 'ACCOUNT_INACTIVE' };

export interface RotationOptions {
	refreshToken: string;
	clock: Clock;
	key: Uint8Array;
	/** Seconds. */
	refreshGrace: number;
	endOf(remembered: boolean): Date;
	/** Who refreshes. */
	client: Client;
}

/**
 * One step of the chain of refresh tokens. The session's row is locked first, so that
 * concurrent refreshes come one after the other and the later ones see the parent used.
 *
 * A used token is honoured when it is the parent of the newest and was used at most
 * `refreshGrace` seconds ago (RFC 9700, 4.14.2 leaves that to the server): it yields the
 * successor it already has. Anything older is reported as `reused`.
 */
export const rotateRefreshToken = async (
	transaction: Transaction<Schema>,
	{ refreshToken, clock, key, refreshGrace, endOf, client }: RotationOptions,
): Promise<Rotation> => {
	const now = new Date(clock.now());
	const hash = hashRefreshToken(refreshToken);
	const session = await transaction
		.selectFrom('sessions')
		.selectAll('sessions')
		.where('id', 'in', (query) => query.selectFrom('refresh_tokens').select('session_id').where('hash', '=', hash))
		.forUpdate()
		.executeTakeFirst();
	if (session === undefined) return { outcome: 'SESSION_EXPIRED' };
	if (session.revoked_at !== null) return { outcome: 'SESSION_REVOKED' };
	if (session.expires_at <= now) return { outcome: 'SESSION_EXPIRED' };

	const owner = await transaction
		.selectFrom('users')
		.select('status')
		.where('id', '=', session.user_id)
		.executeTakeFirst();
	if (owner?.status !== 'active') return { outcome: 'ACCOUNT_INACTIVE' };

	const token = await transaction
		.selectFrom('refresh_tokens')
		.selectAll('refresh_tokens')
		.select((query) =>
			query
				.selectFrom('refresh_tokens as newest')
				.select((inner) => inner.fn.max('newest.generation').as('generation'))
				.where('newest.session_id', '=', session.id)
				.as('newest_generation'),
		)
		.where('hash', '=', hash)
		.executeTakeFirstOrThrow();
	const successor = succeedRefreshToken(refreshToken, key);

	if (token.used_at !== null) {
		const isParent = token.generation + 1 === token.newest_generation;
		const isRecent = now.getTime() - token.used_at.getTime() <= refreshGrace * 1000;
		if (isParent && isRecent) return { outcome: 'rotated', session, successor };
		return { outcome: 'reused', sessionId: session.id, userId: session.user_id };
	}

	await transaction.updateTable('refresh_tokens').set({ used_at: now }).where('hash', '=', hash).execute();
	await transaction
		.insertInto('refresh_tokens')
		.values({
			hash: hashRefreshToken(successor),
			session_id: session.id,
			generation: token.generation + 1,
			used_at: null,
		})
		.execute();
	await transaction
		.updateTable('sessions')
		.set({
			expires_at: endOf(session.remembered),
			last_used_at: now,
			user_agent: client.userAgent,
			ip: client.ip,
		})
		.where('id', '=', session.id)
		.execute();
	return { outcome: 'rotated', session, successor };
};
