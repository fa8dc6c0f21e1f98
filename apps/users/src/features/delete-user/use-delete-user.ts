import { isApiError } from '@flotilla/api-client';
import type { User } from '@flotilla/contracts';
import { useDescribeError, useRemoveUser, useRestoreUsers } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { fullName } from '../../person/person-names.ts';
import { deleteUserMessages } from './delete-user.messages.ts';

/** Milliseconds for which the notice offers to take it back. The server can for longer. */
const undoTime = 10_000;

/** Deletes a person at once, and offers to take it back; tells how either went. Never rejects. */
export const useDeleteUser = (): ((user: User) => Promise<void>) => {
	const t = useMessages(deleteUserMessages);
	const describe = useDescribeError();
	const remove = useRemoveUser();
	const restore = useRestoreUsers();
	const { add } = useNotifications();

	/** Does it, and tells of it when it is done or why it is not. */
	const attempt = async (work: () => Promise<unknown>, done: () => void, failed: string): Promise<void> => {
		try {
			await work();
			done();
		} catch (error) {
			if (!isApiError(error)) throw error;
			add({ kind: 'error', title: failed, message: describe(error) });
		}
	};

	return (user) => {
		const name = fullName(user);
		const undo = () =>
			attempt(
				() => restore([user.id]),
				() => add({ kind: 'success', title: t('restored', { name }) }),
				t('notRestored', { name }),
			);
		return attempt(
			() => remove(user.id, { notify: false }),
			() =>
				add({
					kind: 'success',
					title: t('deleted', { name }),
					message: t('deletedText'),
					duration: undoTime,
					action: { label: t('undo'), run: () => void undo() },
				}),
			t('notDeleted', { name }),
		);
	};
};
