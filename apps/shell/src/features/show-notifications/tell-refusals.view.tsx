import { useMessages } from '@flotilla/i18n';
import { usePlatform } from '@flotilla/platform';
import { useEffectEvent, useLayoutEffect } from 'react';
import { showNotificationsMessages } from './show-notifications.messages.ts';

/** Tells when the server does not send what a page follows: otherwise it would look live and would not be. */
export const TellRefusals = () => {
	const t = useMessages(showNotificationsMessages);
	const { bus, notifications } = usePlatform();
	const tell = useEffectEvent((code: string) =>
		notifications.add({
			key: 'realtime-refused',
			kind: 'warning',
			title: t('realtimeRefused'),
			message: t('realtimeRefusedHint', { code }),
		}),
	);
	useLayoutEffect(() => bus.on('realtime:request-refused', ({ code }) => void tell(code)), [bus]);
	return null;
};
