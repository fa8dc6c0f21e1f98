import { errorMessages, isApiError } from '@flotilla/api-client';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import { type Catalogue, createTranslate, type I18n, type Translate } from '@flotilla/i18n';
import type { Notifications, Session } from '@flotilla/session';
import { networkKey, notificationsOfFailure } from './notification-of-failure.ts';
import { platformMessages } from './platform.messages.ts';

interface Options {
	bus: EventBus;
	notifications: Notifications;
	/** What language the person is told in. */
	i18n: Pick<I18n, 'translate'>;
	session: Pick<Session, 'onConfirmed'>;
	/** What "Check again" does when there is no connection: some call, and what else is to be done when it is answered. */
	probe(): Promise<unknown>;
}

/**
 * Tells the person about failed calls and an ended session, once each, and that the connection is back if they were
 * told that it was gone. A caller that shows a failure itself says `notify: false`.
 */
export const notifyOfFailures = ({ bus, notifications, i18n, session, probe }: Options): Unsubscribe => {
	let isLossTold = false;
	// What cannot wait for texts that are still on their way is told in English.
	const textsOf = <Key extends string>(catalogue: Catalogue<Key>): Translate<Key> =>
		i18n.translate(catalogue) ?? createTranslate(catalogue);
	const t = () => textsOf(platformMessages);

	const tellItIsBack = (): void => {
		if (!isLossTold) return;
		isLossTold = false;
		notifications.dismissKey(networkKey);
		notifications.add({ key: 'connected', kind: 'success', title: t()('connected') });
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
			const texts = { platform: t(), errors: textsOf(errorMessages) };
			for (const notification of notificationsOfFailure(failure, texts)) {
				const isLoss = notification.key === networkKey;
				isLossTold ||= isLoss;
				notifications.add(
					isLoss ? { ...notification, action: { label: t()('checkAgain'), run: () => void tryAgain() } } : notification,
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
				title: t()('sessionEnded'),
				message: t()('sessionEndedHint'),
				duration: null,
			});
		}),
		bus.on('session:signed-in', () => notifications.dismissKey('session-ended')),
	];
	return () => {
		for (const end of ends) end();
	};
};
