import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { AccessTokens } from './access-token.ts';
import { createSubject, type Subject } from './subject.ts';

export interface TokenAuthentication {
	subject: Subject;
	/** When the token ends, in milliseconds since 1970. */
	expiresAt: number;
}

/**
 * Checks an access token and that its session still stands: one look-up by primary key,
 * so that signing out, revoking and a change of role work at once and not a token later.
 *
 * Throws `HttpError` TOKEN_EXPIRED, TOKEN_INVALID, SESSION_REVOKED, SESSION_EXPIRED or ACCOUNT_INACTIVE.
 */
export type AuthenticateToken = (token: string) => Promise<TokenAuthentication>;

/** The same from an `Authorization` header. Throws AUTHENTICATION_REQUIRED without one. */
export type Authenticate = (header: string | undefined) => Promise<Subject>;

export const createAuthenticateToken =
	({ database, tokens, clock }: { database: Kysely<Schema>; tokens: AccessTokens; clock: Clock }): AuthenticateToken =>
	async (token) => {
		const { userId, sessionId, expiresAt } = await tokens.read(token);
		const session = await database
			.selectFrom('sessions')
			.innerJoin('users', 'users.id', 'sessions.user_id')
			.select(['sessions.revoked_at', 'sessions.expires_at', 'users.role', 'users.status'])
			.where('sessions.id', '=', sessionId)
			.where('users.id', '=', userId)
			.executeTakeFirst();
		if (session === undefined || session.revoked_at !== null) throw createHttpError('SESSION_REVOKED');
		if (session.expires_at.getTime() <= clock.now()) throw createHttpError('SESSION_EXPIRED');
		if (session.status !== 'active') throw createHttpError('ACCOUNT_INACTIVE');
		return { subject: createSubject({ userId, sessionId, role: session.role }), expiresAt };
	};

export const createAuthenticate =
	(authenticateToken: AuthenticateToken): Authenticate =>
	async (header) => {
		const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
		if (token === undefined)
			throw createHttpError('AUTHENTICATION_REQUIRED', { headers: { 'www-authenticate': 'Bearer' } });
		return (await authenticateToken(token)).subject;
	};
