import { useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon } from '@flotilla/ui';
import { useState } from 'react';
import { useNotices } from '../../notices/notices-context.tsx';
import { createOnDemand } from '../../on-demand/create-on-demand.ts';
import { useOverlayOnDemand } from '../../overlays/use-overlay-on-demand.ts';
import styles from './notification-bell.module.css';
import { showNotificationsMessages } from './show-notifications.messages.ts';

/** A number beyond which nobody counts. */
const mostShown = 99;

const notificationCentre = createOnDemand(
	async () => (await import('./notification-centre.view.tsx')).NotificationCentre,
);

/** How much has not been read; leads to all of it. */
export const NotificationBell = () => {
	const t = useMessages(showNotificationsMessages);
	const unread = useNotices().filter(({ isRead }) => !isRead).length;
	const [opened, setOpened] = useState(false);
	const close = () => setOpened(false);
	const Centre = useOverlayOnDemand({
		opened,
		code: notificationCentre,
		close,
		notLoaded: { key: 'notification-centre', title: t('notLoaded') },
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
			{Centre !== null && <Centre onClose={close} />}
		</>
	);
};
