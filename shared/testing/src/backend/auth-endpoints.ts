import { type AuthResponse, authEndpoints, rolePermissions, type StreamPosition, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import type { FakeSession } from './fake-sessions.ts';
import { toHandler } from './to-handler.ts';

/** The password of every account of the fake backend that nobody has given another one. */
export const fakePassword = 'correct horse';

/** Seconds an access token of the fake backend lives. */
export const fakeTokenLifetime = 900;

/** Whether this is the password of an account; one that was made by somebody else has none yet. */
export const isPasswordOf = ({ passwords }: BackendInternals, { id }: User, password: string): boolean => {
	const own = passwords.get(id);
	return own !== null && password === (own ?? fakePassword);
};

interface Options {
	/** The last event's place. */
	position(): StreamPosition;
}

export const fakeAuthEndpoints = (state: BackendInternals, { position }: Options): RequestHandler[] => {
	const { sessions } = state;
	const open = (user: User, session: FakeSession, delivery: 'cookie' | 'body'): AuthResponse => {
		if (delivery === 'cookie') sessions.cookie = { userId: user.id, session };
		const refreshToken = session.refreshTokens.at(-1);
		return {
			user,
			permissions: [...rolePermissions[user.role]],
			token: sessions.issueToken(session),
			expiresIn: fakeTokenLifetime,
			expiresAt: new Date(Date.now() + fakeTokenLifetime * 1000).toISOString(),
			position: position(),
			...(delivery === 'body' && refreshToken !== undefined ? { refreshToken } : {}),
		};
	};

	const rotate = (refreshToken: string): FakeSession => {
		const rotated = sessions.rotate(refreshToken);
		if (typeof rotated !== 'string') return rotated;
		const stolen = sessions.ofRefreshToken(refreshToken);
		if (stolen !== undefined) state.endSessions(stolen.userId, (session) => session === stolen);
		throw new FakeFailure(rotated);
	};

	return [
		toHandler(state, authEndpoints.login, ({ body: { email, password, refreshTokenDelivery }, request }) => {
			const user = state.users.find((candidate) => candidate.email === email);
			if (user === undefined || !isPasswordOf(state, user, password)) {
				const waiting = state.mails.some(({ to, registration }) => to === email && registration?.password === password);
				if (waiting) throw new FakeFailure('EMAIL_NOT_VERIFIED');
				state.record({
					action: 'auth:sign-in-failed',
					actor: null,
					...(user && { subject: { type: 'user', id: user.id } }),
				});
				throw new FakeFailure('INVALID_CREDENTIALS');
			}
			if (user.status !== 'active') throw new FakeFailure('ACCOUNT_INACTIVE');
			if (!user.emailVerified) throw new FakeFailure('EMAIL_NOT_VERIFIED');
			const session = sessions.start(user.id, request.headers.get('user-agent'));
			// Signing in is no change of the account: the version stays, and there is no event.
			const signedIn = { ...user, lastSignInAt: new Date().toISOString() };
			state.users[state.users.indexOf(user)] = signedIn;
			state.record({ action: 'auth:signed-in', actor: user, subject: { type: 'session', id: session.id } });
			return open(signedIn, session, refreshTokenDelivery);
		}),
		toHandler(state, authEndpoints.refresh, ({ body }) => {
			state.refreshCount += 1;
			const given = body?.refreshToken;
			const session = given === undefined ? sessions.continueByCookie() : rotate(given);
			const user = state.users.find(({ id }) => id === session?.userId);
			if (session === undefined || user === undefined) throw new FakeFailure('SESSION_EXPIRED');
			if (user.status !== 'active') throw new FakeFailure('ACCOUNT_INACTIVE');
			return open(user, session, given === undefined ? 'cookie' : 'body');
		}),
		toHandler(state, authEndpoints.logout, ({ body }) => {
			const given = body?.refreshToken;
			const session = given === undefined ? sessions.cookie.session : sessions.ofRefreshToken(given);
			if (session) {
				const actor = state.users.find(({ id }) => id === session.userId) ?? null;
				state.record({ action: 'auth:signed-out', actor, subject: { type: 'session', id: session.id } });
				state.endSessions(session.userId, (candidate) => candidate === session);
			}
			if (given === undefined) state.cookieUserId = null;
			return null;
		}),
		toHandler(state, authEndpoints.me, ({ caller }) => ({
			user: caller,
			permissions: [...rolePermissions[caller.role]],
		})),
	];
};
