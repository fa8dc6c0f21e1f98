import { useOutbox } from '@flotilla/data-cache';
import { useSession, useSessionState } from '@flotilla/session';
import { ConfirmDialog, Icon, Menu, PersonAvatar, UnstyledButton } from '@flotilla/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PushItem } from './push-item.view.tsx';

/** Who is signed in, their own page, and the way out. */
export const PersonMenu = () => {
	const session = useSession();
	const navigate = useNavigate();
	const { operations } = useOutbox();
	const [isAsking, setAsking] = useState(false);
	const user = useSessionState((state) => state.user);
	if (user === null) return null;

	const signOut = async () => {
		setAsking(false);
		// The address first: the page that is left should not be the one to come back to.
		await navigate('/', { replace: true });
		await session.signOut();
	};

	const changes = operations.length === 1 ? '1 change' : `${operations.length} changes`;
	return (
		<>
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
					<Menu.Item
						leftSection={<Icon name="log-out" />}
						onClick={() => (operations.length > 0 ? setAsking(true) : void signOut())}
					>
						Sign out
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
			<ConfirmDialog
				opened={isAsking}
				onCancel={() => setAsking(false)}
				onConfirm={() => void signOut()}
				title={`Sign out and lose ${changes}?`}
				confirmLabel="Sign out"
				danger
			>
				{`${changes} could not be sent yet. Signing out removes what is kept on this device.`}
			</ConfirmDialog>
		</>
	);
};
