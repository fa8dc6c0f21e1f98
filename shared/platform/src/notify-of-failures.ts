import type { EventPayload } from '@flotilla/contracts';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { NotificationInput, Notifications } from '@flotilla/session';

interface Options {
	bus: EventBus;
	notifications: Notifications;
}

/**
 * Tells the person about what concerns every page: no connection, too many requests, an ended
 * session. What else goes wrong is told where it happened, by the form, list or dialog that asked.
 */
export const notifyOfFailures = ({ bus, notifications }: Options): Unsubscribe => {
	const ends = [
		bus.on('api:request-failed', (failure) => {
			const notification = notificationOf(failure);
			if (notification !== undefined) notifications.add(notification);
		}),
		bus.on('session:signed-out', ({ reason }) => {
			if (reason === 'requested') return;
			notifications.add({
				key: 'session-ended',
				kind: 'warning',
				title: 'Your session has ended',
				message: 'Sign in again to go on where you were.',
			});
		}),
	];
	return () => {
		for (const end of ends) end();
	};
};

const notificationOf = ({ status, code }: EventPayload<'api:request-failed'>): NotificationInput | undefined => {
	if (code === 'ABORTED') return undefined;
	if (status === 0) {
		return {
			key: 'network',
			kind: 'error',
			title: 'No connection',
			message: 'The server cannot be reached. What you see may be out of date; nothing you saved is lost.',
		};
	}
	if (status === 429) {
		return {
			key: 'rate-limited',
			kind: 'warning',
			title: 'Too many requests',
			message: 'Wait a moment, then try again.',
		};
	}
	return undefined;
};
