import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { uploadFilesMessages } from './upload-files.messages.ts';
import { isFinished, type UploadItem } from './upload-item.ts';
import type { UploadQueue } from './upload-queue.model.ts';

interface Options {
	/** Whether the uploads themselves are shown here, which say it all: then it is told once one is elsewhere. */
	isShown: boolean;
}

/** Whoever is on another page when the uploads end is told, with a way to the files. */
export const useTellFinished = (queue: UploadQueue, { isShown }: Options): void => {
	const t = useMessages(uploadFilesMessages);
	const notifications = useNotifications();
	const navigate = useNavigate();
	// It outlives the page, in the language that was spoken there.
	const createTell = useEffectEvent(() => (all: readonly UploadItem[]) => {
		const items = all.filter(({ id }) => !queue.seen.has(id));
		noteSeen(queue);
		const count = items.filter(({ state }) => state.status === 'done').length;
		const failed = items.filter(({ state }) => state.status === 'failed').length;
		if (count + failed === 0) return;
		notifications.add({
			key: 'files-uploads-finished',
			kind: failed > 0 ? 'warning' : 'success',
			title: failed > 0 ? t('finishedFailed', { count: failed }) : t('finishedTitle', { count }),
			action: { label: t('showFiles'), run: () => void navigate('/files') },
		});
	});
	useEffect(() => {
		const tell = createTell();
		queue.tellIdle(isShown ? null : tell);
		return () => {
			if (isShown) noteSeen(queue);
			queue.tellIdle(tell);
		};
	}, [queue, isShown]);
};

/** One that was sent again has not ended yet. */
const noteSeen = ({ seen, items }: UploadQueue): void => {
	for (const item of items()) {
		if (isFinished(item)) seen.add(item.id);
		else seen.delete(item.id);
	}
};
