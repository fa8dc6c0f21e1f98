import { useDescribeError } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import type { ReactNode } from 'react';
import { DropOverlay } from './drop-overlay.tsx';
import { UploadButton } from './upload-button.tsx';
import { uploadFilesMessages } from './upload-files.messages.ts';
import { UploadPanel } from './upload-panel.view.tsx';
import type { UploadQueue } from './upload-queue.model.ts';
import { useFilesFromPage } from './use-files-from-page.ts';
import { useResumableUploads } from './use-resumable-uploads.ts';
import { useTellFinished } from './use-tell-finished.ts';
import { useRestoredUploads, useUploads } from './use-uploads.ts';

interface Props {
	queue: UploadQueue;
	/** Gets the page's button and what is on its way, to put them where they belong. */
	children: (parts: { button: ReactNode; panel: ReactNode }) => ReactNode;
}

/** All ways by which files get in: the button, a drop anywhere on the page, a paste; and how far they are. */
export const UploadFiles = ({ queue, children }: Props) => {
	const t = useMessages(uploadFilesMessages);
	const format = useFormat();
	const describe = useDescribeError();
	const notifications = useNotifications();
	useRestoredUploads(queue);
	useTellFinished(queue, { isShown: true });
	const { items, add } = useUploads(queue);
	const resumable = useResumableUploads(items);
	const isOver = useFilesFromPage({
		onFiles: add,
		nameOfPasted: () => t('pastedName', { date: format.date(Date.now(), 'date-time').replaceAll(/[/\\:]/g, '.') }),
		onNothing: () => notifications.add({ kind: 'warning', title: t('nothingInFolder') }),
	});
	const discard = resumable.discard;

	return (
		<>
			{isOver && <DropOverlay />}
			{children({
				button: <UploadButton onFiles={add} />,
				panel: (
					<UploadPanel
						items={items}
						queue={queue}
						resumable={resumable.uploads}
						isSame={resumable.isSame}
						onFile={(file) => add([file])}
						onDiscard={(upload) =>
							void discard(upload).catch((error: unknown) =>
								notifications.add({
									kind: 'error',
									title: t('discardFailed', { name: upload.filename }),
									message: describe(error),
								}),
							)
						}
					/>
				),
			})}
		</>
	);
};
