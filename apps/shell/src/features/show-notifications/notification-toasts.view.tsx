import { useNotificationItems, useNotifications } from '@flotilla/session';
import { Button, Toasts } from '@flotilla/ui';

export const NotificationToasts = () => {
	const notifications = useNotifications();
	const items = useNotificationItems().map(({ id, kind, title, message, duration, action }) => ({
		id,
		title,
		message: message ?? undefined,
		tone: kind,
		duration,
		action:
			action === null ? undefined : (
				<Button
					size="xs"
					variant="default"
					onClick={() => {
						notifications.dismiss(id);
						action.run();
					}}
				>
					{action.label}
				</Button>
			),
	}));
	return <Toasts items={items} onDismiss={notifications.dismiss} />;
};
