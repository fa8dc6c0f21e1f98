import type { EventPayload } from '@flotilla/contracts';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { NotificationInput, Notifications } from '@flotilla/session';

interface Options {
	bus: EventBus;
	notifications: Notifications;
}

/**
 * Tells the person about failures that no page tells them about: a page shows where its own
 * data should be that it could not be read, and a form shows refused values at their fields.
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

const notificationOf = ({
	status,
	code,
	method,
}: EventPayload<'api:request-failed'>): NotificationInput | undefined => {
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
	if (method === 'GET') return undefined;
	if (status === 403) {
		return { key: 'forbidden', kind: 'error', title: 'Not allowed', message: 'You do not have permission to do this.' };
	}
	if (status >= 500) {
		return {
			key: 'server-error',
			kind: 'error',
			title: 'Something went wrong on our side',
			message: 'Your change was not saved. Try again in a moment.',
		};
	}
	return undefined;
};
