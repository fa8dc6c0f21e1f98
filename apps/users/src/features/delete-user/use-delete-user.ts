import { isApiError } from '@flotilla/api-client';
import type { User } from '@flotilla/contracts';
import { isOutboxError, useDescribeError, useOutbox, useRemoveUser, useRestoreUsers } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { fullName } from '../../person/person-names.ts';
import { deleteUserMessages } from './delete-user.messages.ts';

/** Milliseconds for which the notice offers to take it back. The server can for longer. */
const undoTime = 10_000;

/**
 * Deletes a person at once, or when there is a network again, and offers to take it back; tells how either went. Never
 * rejects.
 */
export const useDeleteUser = (): ((user: User) => Promise<void>) => {
	const t = useMessages(deleteUserMessages);
	const describe = useDescribeError();
	const remove = useRemoveUser();
	const restore = useRestoreUsers();
	const { lastFor, withdraw } = useOutbox();
	const { add } = useNotifications();

	/** Does it, and tells of it when it is done or why it is not. */
	const attempt = async (work: () => Promise<unknown>, done: () => void, failed: string): Promise<void> => {
		try {
			await work();
			done();
		} catch (error) {
			if (!isApiError(error) && !isOutboxError(error)) throw error;
			add({ kind: 'error', title: failed, message: isApiError(error) ? describe(error) : error.message });
		}
	};

	/** The removal that waits to be sent, or is being sent, for the second time or a later one. */
	const waiting = ({ id }: User) => {
		const last = lastFor('users', id);
		return last?.kind === 'remove' ? last : undefined;
	};

	return (user) => {
		const name = fullName(user);
		const undo = (): Promise<void> => {
			const kept = waiting(user);
			let title = t('keptBack', { name });
			const work = async () => {
				// What was not sent is not sent; what was sent meanwhile is restored.
				if (kept !== undefined && (await withdraw(kept.id))) return;
				title = t('restored', { name });
				await restore([user.id]);
			};
			return attempt(work, () => add({ kind: 'success', title }), t('notRestored', { name }));
		};
		return attempt(
			() => remove(user.id, { notify: false }),
			() => {
				const isKept = waiting(user) !== undefined;
				add({
					kind: isKept ? 'info' : 'success',
					title: t(isKept ? 'kept' : 'deleted', { name }),
					message: t(isKept ? 'keptText' : 'deletedText'),
					duration: undoTime,
					action: { label: t('undo'), run: () => void undo() },
				});
			},
			t('notDeleted', { name }),
		);
	};
};
