import { useSession, useSessionState } from '@flotilla/session';
import { Icon, Menu, PersonAvatar, UnstyledButton } from '@flotilla/ui';
import { useNavigate } from 'react-router';
import { PushItem } from './push-item.view.tsx';

/** Who is signed in, their own page, and the way out. */
export const PersonMenu = () => {
	const session = useSession();
	const navigate = useNavigate();
	const user = useSessionState((state) => state.user);
	if (user === null) return null;

	const signOut = async () => {
		// The address first: the page that is left should not be the one to come back to.
		await navigate('/', { replace: true });
		await session.signOut();
	};

	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<UnstyledButton>
					<PersonAvatar
						firstName={user.firstName}
						lastName={user.lastName}
						size={28}
						label={`Account of ${user.firstName} ${user.lastName}`}
					/>
				</UnstyledButton>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>{user.email}</Menu.Label>
				<PushItem />
				<Menu.Item leftSection={<Icon name="log-out" />} onClick={() => void signOut()}>
					Sign out
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
};
