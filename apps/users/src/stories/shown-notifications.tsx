import { useNotificationItems, useNotifications } from '@flotilla/session';
import { Button, Toasts } from '@flotilla/ui';

/** What the shell shows of a page's notifications. */
export const ShownNotifications = () => {
	const notifications = useNotifications();
	return (
		<Toasts
			items={useNotificationItems().map(({ id, kind, title, message, duration, action }) => ({
				id,
				tone: kind,
				title,
				duration,
				...(message !== null && { message }),
				...(action !== null && {
					action: (
						<Button
							size="xs"
							variant="default"
							onClick={() => {
								action.run();
								notifications.dismiss(id);
							}}
						>
							{action.label}
						</Button>
					),
				}),
			}))}
			onDismiss={notifications.dismiss}
		/>
	);
};
