import { type AuthResponse, authEndpoints, rolePermissions } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { Settings } from '../settings.ts';
import { toUser } from '../users/to-user.ts';
import type { AccessTokens } from './access-token.ts';
import { registerAccountRoutes } from './account-routes.ts';
import type { Accounts } from './accounts.ts';
import { createAttemptLimits } from './attempt-limits.ts';
import { clientOf } from './client.ts';
import { hashPassword, needsRehash } from './password.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import { requireSameOrigin } from './same-origin.ts';
import { registerSessionRoutes } from './session-routes.ts';
import type { OpenSession, Sessions } from './sessions.ts';

export interface AuthRoutesOptions {
	app: FastifyInstance;
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	audit: AuditLog;
	accounts: Accounts;
	sessions: Sessions;
	tokens: AccessTokens;
	clock: Clock;
	settings: Settings;
	/** See `AccountRoutesOptions`. */
	outboxPath: string | undefined;
}

export const registerAuthRoutes = (options: AuthRoutesOptions): void => {
	const { app, register, database, events, audit, accounts, sessions, tokens, clock, settings } = options;
	const { check, lock, registrations } = accounts;
	const limits = createAttemptLimits(app, settings.authRateLimit);
	registerAccountRoutes({ ...options, limits });
	registerSessionRoutes(options);

	const answer = async (request: FastifyRequest, reply: FastifyReply, session: OpenSession): Promise<AuthResponse> => {
		const { token, expiresAt } = await tokens.issue({ userId: session.user.id, sessionId: session.id });
		if (session.delivery === 'cookie') setRefreshCookie(request, reply, session);
		reply.header('cache-control', 'no-store');
		return {
			user: toUser(session.user),
			permissions: [...rolePermissions[session.user.role]],
			token,
			expiresIn: settings.accessTokenTtl,
			expiresAt: new Date(expiresAt).toISOString(),
			position: await events.position(),
			...(session.delivery === 'body' ? { refreshToken: session.refreshToken } : {}),
		};
	};

	/** A token in the body was put there by the client's own code; one from the cookie may come along unasked. */
	const findRefreshToken = (
		request: FastifyRequest,
		body: { refreshToken?: string | undefined } | null | undefined,
	) => {
		if (body?.refreshToken !== undefined) return body.refreshToken;
		requireSameOrigin(request, settings.allowedOrigins);
		return readRefreshCookie(request);
	};

	register(authEndpoints.login, async ({ body, request, reply }) => {
		await limits.login(request);
		const { email, password, rememberMe: remembered, refreshTokenDelivery: delivery } = body;
		const origin = originOf(request, null);
		const attempt = await lock.begin({ email, origin });
		const user = await database.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
		const waiting = await registrations.newestOf(database, email);
		// Both, whatever there is: an address nobody has takes as long.
		const [isUsers, isWaiting] = await Promise.all([
			check.matches(password, user?.password_hash),
			check.matches(password, waiting?.password_hash),
		]);
		if (user === undefined || !isUsers) {
			if (!isWaiting) {
				await attempt.fail(user?.id);
				throw createHttpError('INVALID_CREDENTIALS');
			}
			// Also for an address with an account, see `Registrations`; so it must not clear that account's failures.
			await attempt.takeBack();
			throw createHttpError('EMAIL_NOT_VERIFIED');
		}
		if (user.status !== 'active' || !user.email_verified) {
			await attempt.takeBack();
			throw createHttpError(user.status === 'active' ? 'EMAIL_NOT_VERIFIED' : 'ACCOUNT_INACTIVE');
		}
		const strongerHash = needsRehash(user.password_hash) ? await hashPassword(password) : undefined;
		const session = await database.transaction().execute(async (transaction) => {
			await attempt.succeed(transaction);
			const signedIn = await transaction
				.updateTable('users')
				.set({
					last_sign_in_at: new Date(clock.now()),
					...(strongerHash === undefined ? {} : { password_hash: strongerHash }),
				})
				.where('id', '=', user.id)
				// Replaced since it was compared: the password that was typed is no longer the right one.
				.where('password_hash', '=', user.password_hash)
				.returningAll()
				.executeTakeFirstOrThrow(() => createHttpError('INVALID_CREDENTIALS'));
			const client = clientOf(request);
			const opened = await sessions.start(transaction, { user: signedIn, remembered, delivery, client });
			await audit.record(transaction, {
				action: 'auth:signed-in',
				origin: { ...origin, actorId: user.id },
				subject: { type: 'session', id: opened.id },
			});
			return opened;
		});
		return answer(request, reply, session);
	});

	register(authEndpoints.refresh, async ({ body, request, reply }) => {
		const refreshToken = findRefreshToken(request, body);
		if (refreshToken === undefined) throw createHttpError('SESSION_EXPIRED');
		const refreshed = await sessions.refresh(refreshToken, {
			client: clientOf(request),
			origin: originOf(request, null),
		});
		if (refreshed.outcome !== 'refreshed') {
			clearRefreshCookie(request, reply);
			throw createHttpError(refreshed.outcome);
		}
		return answer(request, reply, refreshed);
	});

	register(authEndpoints.logout, async ({ body, request, reply }) => {
		const refreshToken = findRefreshToken(request, body);
		if (refreshToken !== undefined) {
			await sessions.endByRefreshToken(refreshToken, { origin: originOf(request, null) });
		}
		clearRefreshCookie(request, reply);
		return null;
	});

	register(authEndpoints.me, async ({ subject }) => {
		const row = await database
			.selectFrom('users')
			.selectAll()
			.where('id', '=', subject.userId)
			.executeTakeFirstOrThrow();
		return { user: toUser(row), permissions: [...rolePermissions[row.role]] };
	});
};
