import { authEndpoints, type Session, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import type { FakeSession } from './fake-sessions.ts';
import { toHandler } from './to-handler.ts';

const dayLater = (instant: string): string => new Date(Date.parse(instant) + 24 * 3_600_000).toISOString();

const present = (session: FakeSession, current: FakeSession): Session => ({
	id: session.id,
	current: session === current,
	createdAt: session.createdAt,
	lastUsedAt: session.lastUsedAt,
	expiresAt: dayLater(session.lastUsedAt),
	device: session.userAgent?.slice(0, 60) ?? 'Firefox on Linux',
	ip: '192.0.2.1',
});

/** Where one is signed in, and how to end that. */
export const fakeSessionEndpoints = (state: BackendInternals): RequestHandler[] => {
	const end = (caller: User, isChosen: (session: FakeSession) => boolean): number => {
		const ending = state.sessions.of(caller.id).filter(isChosen);
		for (const { id } of ending) {
			state.record({ action: 'auth:session-revoked', actor: caller, subject: { type: 'session', id } });
		}
		if (ending.some((session) => session === state.sessions.cookie.session)) state.cookieUserId = null;
		state.endSessions(caller.id, isChosen);
		return ending.length;
	};

	return [
		toHandler(state, authEndpoints.listSessions, ({ caller, session }) => ({
			sessions: state.sessions.of(caller.id).map((open) => present(open, session)),
		})),
		toHandler(state, authEndpoints.endSession, ({ params, caller }) => {
			if (end(caller, ({ id }) => id === params.id) === 0) throw new FakeFailure('SESSION_NOT_FOUND');
			return null;
		}),
		toHandler(state, authEndpoints.endOtherSessions, ({ caller, session }) => {
			end(caller, (other) => other !== session);
			return null;
		}),
	];
};
