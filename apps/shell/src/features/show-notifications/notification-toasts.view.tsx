import { useNotificationItems, useNotifications } from '@flotilla/session';
import { Toasts } from '@flotilla/ui';

export const NotificationToasts = () => {
	const notifications = useNotifications();
	const items = useNotificationItems().map(({ id, kind, title, message, duration }) => ({
		id,
		title,
		message: message ?? undefined,
		tone: kind,
		duration,
	}));
	return <Toasts items={items} onDismiss={notifications.dismiss} />;
};
