import { useFilesUsage, useStartUpload } from '@flotilla/data-cache';
import { useSessionState } from '@flotilla/session';
import { useEffect, useSyncExternalStore } from 'react';
import type { UploadItem } from './upload-item.ts';
import type { UploadQueue } from './upload-queue.model.ts';

export interface UploadsControl {
	items: readonly UploadItem[];
	/** Checks and sends them. */
	add(files: readonly File[]): void;
}

/** The queue as a page uses it: with what space is left. */
export const useUploads = (queue: UploadQueue): UploadsControl => {
	const items = useSyncExternalStore(queue.subscribe, queue.items);
	const upload = useStartUpload();
	const { data: usage } = useFilesUsage();

	return {
		items,
		add(files) {
			const limits = usage?.quota == null ? {} : { spaceLeft: usage.quota - usage.used, reserved: usage.reserved };
			queue.add(files, upload, limits);
		},
	};
};

/** Goes on with what was under way when the page was left; wherever something of this remote is shown. */
export const useRestoredUploads = (queue: UploadQueue): void => {
	const upload = useStartUpload();
	const userId = useSessionState(({ user }) => user?.id);
	const mayUpload = useSessionState(({ permissions }) => permissions.includes('files:upload'));
	useEffect(() => {
		if (userId !== undefined && mayUpload) void queue.restore(userId, upload);
	}, [queue, userId, mayUpload, upload]);
};
