import { useSession, useSessionState } from '@flotilla/session';
import { ActionIcon, Icon, PersonAvatar, Text, Tooltip } from '@flotilla/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import classes from './person-menu.module.css';

/** Who is signed in, and the way out. */
export const PersonMenu = () => {
	const session = useSession();
	const navigate = useNavigate();
	const user = useSessionState((state) => state.user);
	const [leaving, setLeaving] = useState(false);
	if (user === null) return null;

	const signOut = async () => {
		setLeaving(true);
		await session.signOut();
		await navigate('/', { replace: true });
	};

	return (
		<div className={classes.person}>
			<PersonAvatar firstName={user.firstName} lastName={user.lastName} size={28} />
			<div className={classes.who}>
				<Text size="sm" fw={500} truncate>
					{user.firstName} {user.lastName}
				</Text>
				<Text size="xs" c="dimmed" truncate>
					{user.email}
				</Text>
			</div>
			<Tooltip label="Sign out">
				<ActionIcon variant="subtle" color="gray" aria-label="Sign out" loading={leaving} onClick={() => void signOut()}>
					<Icon name="log-out" size={16} />
				</ActionIcon>
			</Tooltip>
		</div>
	);
};
