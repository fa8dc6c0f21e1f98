import { useCan } from '@flotilla/session';
import { Navigate, Route, Routes } from 'react-router';
import { ListFiles } from '../features/list-files/list-files.view.tsx';
import { RemoveFile } from '../features/remove-file/remove-file.view.tsx';
import { UploadFiles } from '../features/upload-files/upload-files.view.tsx';
import type { UploadQueue } from '../features/upload-files/upload-queue.model.ts';

/** The remote's pages, over a queue that outlives them. */
export const FilesPage = ({ queue }: { queue: UploadQueue }) => {
	const upload = useCan('files:upload') ? <UploadFiles queue={queue} /> : null;
	return (
		<Routes>
			<Route index element={<ListFiles upload={upload} renderActions={(file) => <RemoveFile file={file} />} />} />
			<Route path="*" element={<Navigate to="/files" replace />} />
		</Routes>
	);
};
