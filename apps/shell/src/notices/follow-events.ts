import type { EventBus } from '@flotilla/event-bus';
import type { Session } from '@flotilla/session';
import type { NoticeHistory } from './create-notice-history.ts';

interface FollowEventsOptions {
	bus: EventBus;
	session: Session;
	history: Pick<NoticeHistory, 'tell' | 'takeBack' | 'clear'>;
}

/**
 * Tells what concerns the person and no page says by itself. Not each row that changes: pages show that where it is.
 * Returns what ends it.
 */
export const followEvents = ({ bus, session, history }: FollowEventsOptions): (() => void) => {
	const life = new AbortController();
	const { signal } = life;
	const me = () => session.store.getState().user;
	let role = me()?.role;

	bus.on('users:imported', ({ count }) => history.tell('info', { event: 'people-imported', count, path: '/users' }), {
		signal,
	});
	bus.on(
		'users:updated',
		({ user }) => {
			if (user.id !== me()?.id) return;
			if (role !== undefined && role !== user.role) {
				history.tell('warning', { event: 'account-changed', path: '/settings#profile' });
			}
			role = user.role;
		},
		{ signal },
	);
	bus.on('federation:remote-failed', ({ remote }) => history.tell('error', { event: 'remote-failed', remote }), {
		signal,
	});
	bus.on('app:update-ready', () => history.tell('info', { event: 'update-ready' }), { signal, replay: true });
	bus.on('app:updated', () => history.takeBack({ event: 'update-ready' }), { signal });
	const stops = [
		session.onSignedIn((user) => {
			role = user.role;
		}),
		// It tells of a person's work.
		session.onSignedOut(() => history.clear()),
	];
	return () => {
		life.abort();
		for (const stop of stops) stop();
	};
};
