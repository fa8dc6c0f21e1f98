import { isApiError } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import { useRemoveFile } from '@flotilla/data-cache';
import { useNotifications } from '@flotilla/session';
import { useState } from 'react';

export interface FileRemoval {
	/** The ids of files whose removal is under way: lists leave them out. */
	leaving: ReadonlySet<string>;
	/** Never rejects: a refusal brings the file back and is told. */
	remove(file: StoredFile): Promise<void>;
}

/** Removes files from sight at once, and from every cached list when the server has done it. */
export const useFileRemoval = (): FileRemoval => {
	const removeFile = useRemoveFile();
	const notifications = useNotifications();
	const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());

	const remove = async (file: StoredFile): Promise<void> => {
		setLeaving((before) => new Set(before).add(file.id));
		try {
			await removeFile(file.id);
		} catch (error) {
			notifications.add({
				kind: 'error',
				title: `${file.originalName} was not deleted`,
				message: isApiError(error) ? error.message : 'Check the connection and try again.',
			});
		} finally {
			setLeaving((before) => new Set([...before].filter((id) => id !== file.id)));
		}
	};
	return { leaving, remove };
};
