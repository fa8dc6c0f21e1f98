import { useFormat, useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { PersonAvatar, Tooltip, VisuallyHidden } from '@flotilla/ui';
import { showPresenceMessages } from './show-presence.messages.ts';
import styles from './show-presence.module.css';
import { type Rooms, usePresence } from './use-presence.ts';

/** Faces that are shown; the others are counted. */
const shownFaces = 4;

/** Who else looks at the same person now. */
export const ShowPresence = ({ userId, rooms }: { userId: string; rooms: Rooms }) => {
	const t = useMessages(showPresenceMessages);
	const format = useFormat();
	const myId = useSessionState((state) => state.user?.id);
	const others = usePresence(rooms, `users:${userId}`, myId);
	const names = format.list(others.map(({ name }) => name));
	return (
		<div className={styles.presence}>
			<VisuallyHidden role="status">
				{others.length > 0 && t('viewing', { count: others.length, names })}
			</VisuallyHidden>
			{others.length > 0 && (
				<Tooltip label={t('viewing', { count: others.length, names })}>
					{/* The status above has said who it is; the faces are for the eye. */}
					<span className={styles.faces} aria-hidden="true">
						{others.slice(0, shownFaces).map(({ userId: id, name }) => {
							const [firstName = '', ...rest] = name.split(' ');
							return (
								<span key={id} className={styles.face}>
									<PersonAvatar firstName={firstName} lastName={rest.join(' ')} size={28} />
								</span>
							);
						})}
						{others.length > shownFaces && (
							<span className={styles.more}>{t('more', { count: others.length - shownFaces })}</span>
						)}
					</span>
				</Tooltip>
			)}
		</div>
	);
};
