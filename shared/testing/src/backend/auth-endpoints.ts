import { type AuthResponse, authEndpoints, rolePermissions, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { toHandler } from './to-handler.ts';

/** The password of every account of the fake backend. */
export const fakePassword = 'correct horse';

/** Seconds an access token of the fake backend lives. */
export const fakeTokenLifetime = 900;

export const fakeAuthEndpoints = (state: BackendInternals): RequestHandler[] => {
	const open = (user: User): AuthResponse => {
		state.cookieUserId = user.id;
		return {
			user,
			permissions: [...rolePermissions[user.role]],
			token: state.issueToken(user.id),
			expiresIn: fakeTokenLifetime,
			expiresAt: new Date(Date.now() + fakeTokenLifetime * 1000).toISOString(),
			position: { epoch: '1', offset: 0 },
		};
	};

	return [
		toHandler(state, authEndpoints.login, ({ body: { email, password } }) => {
			const user = state.users.find((candidate) => candidate.email === email);
			if (user === undefined || password !== fakePassword) throw new FakeFailure('INVALID_CREDENTIALS');
			if (user.status !== 'active') throw new FakeFailure('ACCOUNT_INACTIVE');
			if (!user.emailVerified) throw new FakeFailure('EMAIL_NOT_VERIFIED');
			return open(user);
		}),
		toHandler(state, authEndpoints.refresh, () => {
			state.refreshCount += 1;
			const user = state.users.find(({ id }) => id === state.cookieUserId);
			if (user === undefined) throw new FakeFailure('SESSION_EXPIRED');
			if (user.status !== 'active') throw new FakeFailure('ACCOUNT_INACTIVE');
			return open(user);
		}),
		toHandler(state, authEndpoints.logout, () => {
			state.cookieUserId = null;
			return null;
		}),
		toHandler(state, authEndpoints.me, ({ caller }) => ({
			user: caller,
			permissions: [...rolePermissions[caller.role]],
		})),
	];
};
