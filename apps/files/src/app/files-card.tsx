import { useCan } from '@flotilla/session';
import { FilesCard } from '../features/list-files/files-card.view.tsx';
import { SpaceMeter } from '../features/show-space/space-meter.view.tsx';
import type { UploadQueue } from '../features/upload-files/upload-queue.model.ts';
import { useTellFinished } from '../features/upload-files/use-tell-finished.ts';
import { useRestoredUploads } from '../features/upload-files/use-uploads.ts';

/** Fills `shell:dashboard`. What was under way when the page was left goes on from here, too, and is told once it is through. */
export const FilesDashboardCard = ({ queue }: { queue: UploadQueue }) => {
	useRestoredUploads(queue);
	useTellFinished(queue, { isShown: false });
	const mayUpload = useCan('files:upload');
	return <FilesCard space={mayUpload && <SpaceMeter />} />;
};
