import { isApiError } from '@flotilla/api-client';
import type { User } from '@flotilla/contracts';
import { useRemoveUser } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useCan, useNotifications, useSessionState } from '@flotilla/session';
import { ActionIcon, ConfirmDialog, Icon, Menu } from '@flotilla/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { fullName } from '../../person/person-names.ts';
import { deleteUserMessages } from './delete-user.messages.ts';

/** A menu with what is done with a person as a whole, for those who may; nobody deletes themselves. */
export const DeleteUser = ({ user }: { user: User }) => {
	const t = useMessages(deleteUserMessages);
	const [isAsking, setAsking] = useState(false);
	const myId = useSessionState((state) => state.user?.id);
	const remove = useRemoveUser();
	const navigate = useNavigate();
	const { add } = useNotifications();
	const mayDelete = useCan('users:delete');
	const name = fullName(user);
	if (!mayDelete || user.id === myId) return null;

	const run = async (): Promise<void> => {
		setAsking(false);
		// Gone from this page before the person is gone from the cache, which has nothing to show then.
		void navigate('/users');
		try {
			await remove(user.id, { notify: false });
			add({ kind: 'success', title: t('deleted', { name }) });
		} catch (error) {
			if (!isApiError(error)) throw error;
			add({ kind: 'error', title: t('notDeleted', { name }), message: error.message });
		}
	};

	return (
		<>
			<Menu position="bottom-end">
				<Menu.Target>
					<ActionIcon variant="default" size={36} aria-label={t('more')}>
						<Icon name="more" />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={() => setAsking(true)}>
						{t('delete')}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
			<ConfirmDialog
				opened={isAsking}
				danger
				title={t('title', { name })}
				confirmLabel={t('confirm')}
				cancelLabel={t('cancel')}
				onConfirm={() => void run()}
				onCancel={() => setAsking(false)}
			>
				{t('text')}
			</ConfirmDialog>
		</>
	);
};
