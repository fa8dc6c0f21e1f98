import { useNotifications } from '@flotilla/session';
import { Toasts } from '@flotilla/ui';

export const NotificationToasts = () => {
	const { items, dismiss } = useNotifications();
	return <Toasts items={items} onDismiss={dismiss} />;
};
