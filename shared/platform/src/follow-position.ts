import type { AuthResponse, StreamPosition } from '@flotilla/contracts';
import type { SessionAuthPort } from '@flotilla/session';

/**
 * Remembers where the event log was when the server last answered for this session. Realtime
 * starts from there: otherwise a change that happens after a page was fetched and before the
 * socket stands would be missed.
 */
export const followPosition = (
	auth: SessionAuthPort,
): { auth: SessionAuthPort; position: () => StreamPosition | undefined } => {
	let position: StreamPosition | undefined;
	const note = (answer: AuthResponse): AuthResponse => {
		position = answer.position;
		return answer;
	};
	return {
		auth: {
			login: async (body) => note(await auth.login(body)),
			refresh: async () => note(await auth.refresh()),
			logout: () => auth.logout(),
		},
		position: () => position,
	};
};
