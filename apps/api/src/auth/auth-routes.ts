import { randomUUID } from 'node:crypto';
import { type AuthResponse, authEndpoints, rolePermissions } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { Settings } from '../settings.ts';
import { createUser } from '../users/create-user.ts';
import { toUser } from '../users/to-user.ts';
import type { AccessTokens } from './access-token.ts';
import { createAttemptLimits } from './attempt-limits.ts';
import { createPasswordCheck, hashPassword } from './password.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { OpenSession, Sessions } from './sessions.ts';

export interface AuthRoutesOptions {
	app: FastifyInstance;
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	sessions: Sessions;
	tokens: AccessTokens;
	clock: Clock;
	settings: Settings;
}

export const registerAuthRoutes = async (options: AuthRoutesOptions): Promise<void> => {
	const { app, register, database, events, sessions, tokens, clock, settings } = options;
	const passwords = await createPasswordCheck();
	const limits = createAttemptLimits(app, settings.authRateLimit);

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
		const user = await database.selectFrom('users').selectAll().where('email', '=', body.email).executeTakeFirst();
		if (!(await passwords.matches(body.password, user?.password_hash)) || user === undefined) {
			throw createHttpError('INVALID_CREDENTIALS');
		}
		if (user.status !== 'active') throw createHttpError('ACCOUNT_INACTIVE');
		const session = await database.transaction().execute(async (transaction) => {
			const signedIn = await transaction
				.updateTable('users')
				.set({ last_sign_in_at: new Date(clock.now()) })
				.where('id', '=', user.id)
				.returningAll()
				.executeTakeFirstOrThrow();
			const { rememberMe: remembered, refreshTokenDelivery: delivery } = body;
			return sessions.start(transaction, { user: signedIn, remembered, delivery });
		});
		return answer(request, reply, session);
	});

	register(authEndpoints.register, async ({ body, request, reply }) => {
		await limits.register(request);
		const passwordHash = await hashPassword(body.password);
		const session = await events.write(async (transaction, append) => {
			const now = new Date(clock.now());
			const { email, firstName, lastName } = body;
			const user = await createUser(transaction, append, {
				id: randomUUID(),
				email,
				first_name: firstName,
				last_name: lastName,
				password_hash: passwordHash,
				role: 'member',
				status: 'active',
				created_at: now,
				updated_at: now,
				last_sign_in_at: now,
			});
			return sessions.start(transaction, { user, remembered: false, delivery: body.refreshTokenDelivery });
		});
		return answer(request, reply, session);
	});

	register(authEndpoints.refresh, async ({ body, request, reply }) => {
		const refreshToken = findRefreshToken(request, body);
		if (refreshToken === undefined) throw createHttpError('SESSION_EXPIRED');
		const refreshed = await sessions.refresh(refreshToken);
		if (refreshed.outcome !== 'refreshed') {
			clearRefreshCookie(request, reply);
			throw createHttpError(refreshed.outcome);
		}
		return answer(request, reply, refreshed);
	});

	register(authEndpoints.logout, async ({ body, request, reply }) => {
		const refreshToken = findRefreshToken(request, body);
		if (refreshToken !== undefined) await sessions.endByRefreshToken(refreshToken);
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
