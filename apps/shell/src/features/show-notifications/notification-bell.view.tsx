import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { ActionIcon, Icon } from '@flotilla/ui';
import { useState } from 'react';
import { useNotices } from '../../notices/notices-context.tsx';
import { useOnDemand } from '../../overlays/use-on-demand.ts';
import styles from './notification-bell.module.css';
import { showNotificationsMessages } from './show-notifications.messages.ts';

/** A number beyond which nobody counts. */
const mostShown = 99;

/** How much has not been read; leads to all of it. */
export const NotificationBell = () => {
	const t = useMessages(showNotificationsMessages);
	const unread = useNotices().filter(({ isRead }) => !isRead).length;
	const notifications = useNotifications();
	const [opened, setOpened] = useState(false);
	const Centre = useOnDemand({
		wanted: opened,
		load: async () => (await import('./notification-centre.view.tsx')).NotificationCentre,
		onFailed() {
			setOpened(false);
			notifications.add({ key: 'notification-centre', kind: 'warning', title: t('notLoaded') });
		},
	});
	return (
		<>
			<ActionIcon
				className={styles.bell}
				aria-label={unread === 0 ? t('open') : t('openUnread', { count: unread })}
				aria-haspopup="dialog"
				onClick={() => setOpened(true)}
			>
				<Icon name="bell" />
				{unread > 0 && (
					<span className={styles.count} aria-hidden="true">
						{unread > mostShown ? `${mostShown}+` : unread}
					</span>
				)}
			</ActionIcon>
			{Centre !== null && opened && <Centre onClose={() => setOpened(false)} />}
		</>
	);
};
