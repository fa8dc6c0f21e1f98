import { isApiError } from '@flotilla/api-client';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { Notifications, Session } from '@flotilla/session';
import { networkKey, notificationsOfFailure } from './notification-of-failure.ts';

interface Options {
	bus: EventBus;
	notifications: Notifications;
	session: Pick<Session, 'onConfirmed'>;
	/** What "Check again" does when there is no connection: some call, and what else is to be done when it is answered. */
	probe(): Promise<unknown>;
}

/**
 * Tells the person about failed calls and an ended session, once each, and that the connection is back if they were
 * told that it was gone. A caller that shows a failure itself says `notify: false`.
 */
export const notifyOfFailures = ({ bus, notifications, session, probe }: Options): Unsubscribe => {
	let isLossTold = false;

	const tellItIsBack = (): void => {
		if (!isLossTold) return;
		isLossTold = false;
		notifications.dismissKey(networkKey);
		notifications.add({ key: 'connected', kind: 'success', title: 'Connected again' });
	};
	const tryAgain = async (): Promise<void> => {
		try {
			await probe();
			tellItIsBack();
		} catch (error) {
			// A refusal is an answer. Without one the person has been told again by the failed call.
			if (isApiError(error) && error.status > 0) tellItIsBack();
		}
	};

	const ends = [
		bus.on('api:request-failed', (failure) => {
			for (const notification of notificationsOfFailure(failure)) {
				const isLoss = notification.key === networkKey;
				isLossTold ||= isLoss;
				notifications.add(
					isLoss ? { ...notification, action: { label: 'Check again', run: () => void tryAgain() } } : notification,
				);
			}
		}),
		bus.on('realtime:state-changed', ({ to }) => {
			if (to === 'connected') tellItIsBack();
		}),
		session.onConfirmed(tellItIsBack),
		bus.on('session:signed-out', ({ reason }) => {
			isLossTold = false;
			if (reason === 'requested' || reason === 'replaced') return;
			notifications.add({
				key: 'session-ended',
				kind: 'warning',
				title: 'Your session has ended',
				message: 'Sign in again to go on where you were.',
				duration: null,
			});
		}),
		bus.on('session:signed-in', () => notifications.dismissKey('session-ended')),
	];
	return () => {
		for (const end of ends) end();
	};
};
