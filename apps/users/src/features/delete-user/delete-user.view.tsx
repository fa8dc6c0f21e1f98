import type { User } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useCan, useSessionState } from '@flotilla/session';
import { ActionIcon, Icon, Menu } from '@flotilla/ui';
import { useNavigate } from 'react-router';
import { deleteUserMessages } from './delete-user.messages.ts';
import { useDeleteUser } from './use-delete-user.ts';

/** A menu with what is done with a person as a whole, for those who may; nobody deletes themselves. */
export const DeleteUser = ({ user }: { user: User }) => {
	const t = useMessages(deleteUserMessages);
	const myId = useSessionState((state) => state.user?.id);
	const mayDelete = useCan('users:delete');
	const navigate = useNavigate();
	const deleteUser = useDeleteUser();
	if (!mayDelete || user.id === myId) return null;

	const run = (): void => {
		// Away from this page before the person is gone from the cache, which has nothing to show here then.
		void navigate('/users');
		void deleteUser(user);
	};

	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<ActionIcon variant="default" size={32} aria-label={t('more')}>
					<Icon name="more" />
				</ActionIcon>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={run}>
					{t('delete')}
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
};
