import type { User } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { OwnAvatar } from './own-avatar.view.tsx';
import { OwnName } from './own-name.view.tsx';
import styles from './settings.module.css';
import { SettingsCard, SettingsSection } from './settings-section.view.tsx';

/** How others see the person. */
export const ProfileSection = () => {
	const t = useMessages(changeSettingsMessages);
	const user = useSessionState((state) => state.user);
	if (user === null) return null;
	return (
		<SettingsSection id="profile" title={t('profile')} hint={t('profileHint')}>
			<SettingsCard>
				<div className={styles.block}>
					<OwnAvatar user={user} />
				</div>
				<div className={styles.block}>
					<OwnName user={user} />
				</div>
				<div className={styles.block}>
					<Facts user={user} />
				</div>
			</SettingsCard>
		</SettingsSection>
	);
};

/** What the person cannot change by themselves. */
const Facts = ({ user }: { user: User }) => {
	const t = useMessages(changeSettingsMessages);
	return (
		<>
			<dl className={styles.facts}>
				<div>
					<dt>{t('email')}</dt>
					<dd>{user.email}</dd>
				</div>
				<div>
					<dt>{t('role')}</dt>
					<dd>{t(`role.${user.role}`)}</dd>
				</div>
			</dl>
			<p className={styles.rowHint}>{t('fixedHint')}</p>
		</>
	);
};
