import { isApiError } from '@flotilla/api-client';
import { maximumBulkFiles, type StoredFile } from '@flotilla/contracts';
import { useDescribeError, useRemoveFiles, useRestoreFiles } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { removeFileMessages } from './remove-file.messages.ts';

/** Milliseconds for which taking it back is offered; the server would do it for longer. */
const undoFor = 10_000;

/**
 * Removes files, of which nobody is asked: it can be taken back. They leave every list at once; a refusal brings them
 * back and is told. Never rejects.
 */
export const useFileRemoval = (): ((files: readonly StoredFile[]) => Promise<void>) => {
	const t = useMessages(removeFileMessages);
	const describe = useDescribeError();
	const removeFiles = useRemoveFiles();
	const restoreFiles = useRestoreFiles();
	const notifications = useNotifications();

	const restore = async (files: readonly StoredFile[]): Promise<void> => {
		const words = { count: files.length, name: files[0]?.filename ?? '' };
		try {
			await restoreFiles(files.map(({ id }) => id));
			notifications.add({ kind: 'success', title: t('restored', words) });
		} catch (error) {
			notifications.add({
				kind: 'error',
				title: t('notRestored', words),
				message: describe(error),
				...((!isApiError(error) || error.isRetryable) && {
					action: { label: t('tryAgain'), run: () => void restore(files) },
				}),
			});
		}
	};

	const remove = async (files: readonly StoredFile[]): Promise<void> => {
		const words = { count: files.length, name: files[0]?.filename ?? '' };
		try {
			await removeFiles(
				files.map(({ id }) => id),
				{ notify: false },
			);
			notifications.add({
				key: `files-deleted:${files.map(({ id }) => id).join()}`,
				title: t('deleted', words),
				duration: undoFor,
				action: { label: t('undo'), run: () => void restore(files) },
			});
		} catch (error) {
			notifications.add({
				kind: 'error',
				title: t('notDeleted', words),
				message: describe(error),
			});
		}
	};

	return async (files) => {
		// One call takes so many; lists show rarely more at a time.
		for (let start = 0; start < files.length; start += maximumBulkFiles) {
			await remove(files.slice(start, start + maximumBulkFiles));
		}
	};
};
