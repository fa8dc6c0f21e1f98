import type { User } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Badge, Group, PersonAvatar, Text, Title } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { personMessages } from '../../person/person.messages.ts';
import { fullName } from '../../person/person-names.ts';
import { BackToList } from './back-to-list.tsx';
import { showUserMessages } from './show-user.messages.ts';
import styles from './show-user.module.css';

interface Props {
	user: User;
	/** Nobody can be asked: this is what an earlier visit kept. */
	isKept: boolean;
	actions: ReactNode;
}

/** Who a person is, at a glance. */
export const UserHeader = ({ user, isKept, actions }: Props) => {
	const t = useMessages(showUserMessages);
	const name = useMessages(personMessages);
	return (
		<header className={styles.header}>
			<BackToList />
			<div className={styles.line}>
				<PersonAvatar
					firstName={user.firstName}
					lastName={user.lastName}
					size={56}
					{...(user.avatarUrl !== null && { src: user.avatarUrl })}
				/>
				<div className={styles.who}>
					<Title order={1} size="h2" className={styles.name}>
						{fullName(user)}
					</Title>
					<Group gap="xs" className={styles.facts}>
						<Text size="sm" c="dimmed" className={styles.email}>
							{user.email}
						</Text>
						<Badge color="gray">{name(user.role)}</Badge>
						<Badge color={user.status === 'active' ? 'green' : 'gray'}>{name(user.status)}</Badge>
						{isKept && (
							<Text size="sm" c="dimmed">
								{t('asOf')}
							</Text>
						)}
					</Group>
				</div>
				<div className={styles.actions}>{actions}</div>
			</div>
		</header>
	);
};
