import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Icon, Menu, PersonAvatar, UnstyledButton, useColorScheme } from '@flotilla/ui';
import { Link } from 'react-router';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { useAskToSignOut } from '../../overlays/use-ask-to-sign-out.ts';
import { navigateAppMessages } from './navigate-app.messages.ts';
import styles from './person-menu.module.css';

/** Who is signed in, what is theirs, and the way out. */
export const PersonMenu = () => {
	const t = useMessages(navigateAppMessages);
	const { open } = useOverlays();
	const askToSignOut = useAskToSignOut();
	const { resolved, toggleColorScheme } = useColorScheme();
	const user = useSessionState((state) => state.user);
	if (user === null) return null;

	const name = `${user.firstName} ${user.lastName}`;
	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<UnstyledButton className={styles.target}>
					<PersonAvatar
						firstName={user.firstName}
						lastName={user.lastName}
						src={user.avatarUrl ?? undefined}
						size={28}
						label={t('account', { name })}
					/>
				</UnstyledButton>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>
					<span className={styles.name}>{name}</span>
					<span className={styles.email}>{user.email}</span>
				</Menu.Label>
				<Menu.Divider />
				<Menu.Item component={Link} to="/settings" leftSection={<Icon name="settings" />}>
					{t('settings')}
				</Menu.Item>
				<Menu.Item
					leftSection={<Icon name={resolved === 'dark' ? 'sun' : 'moon'} />}
					closeMenuOnClick={false}
					onClick={toggleColorScheme}
				>
					{t(resolved === 'dark' ? 'useLight' : 'useDark')}
				</Menu.Item>
				<Menu.Item leftSection={<Icon name="keyboard" />} onClick={() => open('shortcuts')}>
					{t('shortcuts')}
				</Menu.Item>
				<Menu.Divider />
				<Menu.Item leftSection={<Icon name="log-out" />} onClick={askToSignOut}>
					{t('signOut')}
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
};
