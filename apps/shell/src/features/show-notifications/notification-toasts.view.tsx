import { useMessages } from '@flotilla/i18n';
import { useNotificationItems, useNotifications } from '@flotilla/session';
import { Button, Toasts } from '@flotilla/ui';
import { useNoticeHistory } from '../../notices/notices-context.tsx';
import { showNotificationsMessages } from './show-notifications.messages.ts';

export const NotificationToasts = () => {
	const t = useMessages(showNotificationsMessages);
	const notifications = useNotifications();
	const history = useNoticeHistory();
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
						history.settle(id);
						notifications.dismiss(id);
						action.run();
					}}
				>
					{action.label}
				</Button>
			),
	}));
	const dismiss = (id: string) => {
		// What does not pass by itself was taken away by a person.
		history.dismissed(id, { byHand: items.find((item) => item.id === id)?.duration === null });
		notifications.dismiss(id);
	};
	return <Toasts label={t('region')} items={items} onDismiss={dismiss} />;
};
