import { useMessages } from '@flotilla/i18n';
import { Button, Drawer, EmptyState, Icon } from '@flotilla/ui';
import { useEffect } from 'react';
import { useNoticeHistory, useNotices } from '../../notices/notices-context.tsx';
import styles from './notification-centre.module.css';
import { NotificationLine } from './notification-line.view.tsx';
import { showNotificationsMessages } from './show-notifications.messages.ts';

/** What the person was told since the page was loaded. What they leave here they have read. */
export const NotificationCentre = ({ onClose }: { onClose: () => void }) => {
	const t = useMessages(showNotificationsMessages);
	const history = useNoticeHistory();
	const notices = useNotices();
	useEffect(() => () => history.markAllRead(), [history]);
	return (
		<Drawer opened onClose={onClose} title={t('title')} size={400} closeLabel={t('close')}>
			{notices.length === 0 ? (
				<EmptyState icon={<Icon name="bell" />} title={t('empty')} description={t('emptyHint')} />
			) : (
				<>
					<div className={styles.tools}>
						<Button
							size="xs"
							variant="default"
							disabled={notices.every(({ isRead }) => isRead)}
							onClick={() => history.markAllRead()}
						>
							{t('markRead')}
						</Button>
						<Button size="xs" variant="default" onClick={() => history.clear()}>
							{t('clear')}
						</Button>
					</div>
					<ol className={styles.list}>
						{notices.map((notice) => (
							<NotificationLine key={notice.id} notice={notice} onLeave={onClose} />
						))}
					</ol>
				</>
			)}
		</Drawer>
	);
};
