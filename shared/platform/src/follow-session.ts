import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { Session } from '@flotilla/session';

interface Options {
	bus: EventBus;
	session: Session;
}

/** What the server says of a session that is over. */
const endings: readonly string[] = ['SESSION_EXPIRED', 'SESSION_REVOKED', 'ACCOUNT_INACTIVE'];

/** Tells the session what the page hears about it: a newer version of who is signed in, and that it may be over. */
export const followSession = ({ bus, session }: Options): Unsubscribe => {
	const ends = [
		// Somebody else, or the same person elsewhere, changed who is signed in here; a new role brings new permissions.
		bus.on('users:updated', ({ user }) => session.replaceUser(user)),
		// A call was told so before the token had to be renewed. The refresh has the last word, and ends it in all tabs.
		bus.on('api:request-failed', ({ status, code }) => {
			const isOver = (status === 401 || status === 403) && endings.includes(code);
			if (isOver && session.getAccessToken() !== null) session.refresh().catch(() => {});
		}),
	];
	return () => {
		for (const end of ends) end();
	};
};
