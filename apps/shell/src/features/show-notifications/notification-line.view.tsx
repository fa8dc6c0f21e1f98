import { useRemoteTitles } from '@flotilla/federation';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { Button, CloseButton, Icon, VisuallyHidden } from '@flotilla/ui';
import { useNavigate } from 'react-router';
import { isNoticeEvent, type Notice } from '../../notices/notice.ts';
import { useNoticeHistory } from '../../notices/notices-context.tsx';
import { wordsOf } from './notice-words.model.ts';
import styles from './notification-centre.module.css';
import { showNotificationsMessages } from './show-notifications.messages.ts';

const glyphs = { info: 'info', success: 'success', warning: 'alert', error: 'error' } as const;

interface Props {
	notice: Notice;
	/** Something was done that leads away from the list. */
	onLeave: () => void;
}

/** One thing that the person was told. */
export const NotificationLine = ({ notice, onLeave }: Props) => {
	const t = useMessages(showNotificationsMessages);
	const format = useFormat();
	const history = useNoticeHistory();
	const titleOf = useRemoteTitles();
	const { title, message } = wordsOf(notice, t, titleOf);
	const act = useAct(notice, onLeave);

	return (
		<li className={styles.line} data-kind={notice.kind} data-unread={!notice.isRead}>
			<span className={styles.glyph}>
				<Icon name={glyphs[notice.kind]} />
			</span>
			<div className={styles.text}>
				<p className={styles.title}>
					{title}
					{!notice.isRead && <VisuallyHidden> {t('unread')}</VisuallyHidden>}
				</p>
				{message !== null && <p className={styles.message}>{message}</p>}
				<p className={styles.time}>
					<time dateTime={new Date(notice.at).toISOString()} title={format.date(notice.at, 'date-time')}>
						{format.relativeTime(notice.at)}
					</time>
					{notice.count > 1 && ` · ${t('times', { count: notice.count })}`}
				</p>
				{act !== null && (
					<Button size="xs" variant="default" className={styles.action ?? ''} onClick={act.run}>
						{act.label}
					</Button>
				)}
			</div>
			<CloseButton size="sm" aria-label={t('remove', { title })} onClick={() => history.remove(notice.id)} />
		</li>
	);
};

/** What can be done about a notice; null: nothing. */
const useAct = ({ id, what, action }: Notice, onLeave: () => void): { label: string; run: () => void } | null => {
	const t = useMessages(showNotificationsMessages);
	const navigate = useNavigate();
	const history = useNoticeHistory();
	const notifications = useNotifications();
	if (action !== null) {
		const run = () => {
			// Done is done, wherever its button was pressed.
			history.settle(id);
			notifications.dismiss(id);
			action.run();
		};
		return { label: action.label, run };
	}
	if (!isNoticeEvent(what)) return null;
	if (what.event === 'update-ready') return { label: t('update'), run: () => window.location.reload() };
	if (!('path' in what)) return null;
	const run = () => {
		onLeave();
		void navigate(what.path);
	};
	return { label: t('show'), run };
};
