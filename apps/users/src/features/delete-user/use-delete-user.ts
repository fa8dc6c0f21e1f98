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
	const attempt = async <Result>(
		work: () => Promise<Result>,
		done: (result: Result) => void,
		failed: string,
	): Promise<void> => {
		try {
			done(await work());
		} catch (error) {
			if (!isApiError(error) && !isOutboxError(error)) throw error;
			add({ kind: 'error', title: failed, message: isApiError(error) ? describe(error) : error.message });
		}
	};

	/** The removal that this device still keeps, waiting or being sent. */
	const waiting = ({ id }: User) => {
		const last = lastFor('users', id);
		return last?.kind === 'remove' ? last : undefined;
	};

	return (user) => {
		const name = fullName(user);
		const undo = (): Promise<void> => {
			const kept = waiting(user);
			const work = async () => {
				// What was not sent is not sent; what was sent meanwhile is restored.
				if (kept !== undefined && (await withdraw(kept.id))) return 'keptBack';
				await restore([user.id]);
				return 'restored';
			};
			return attempt(work, (how) => add({ kind: 'success', title: t(how, { name }) }), t('notRestored', { name }));
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
