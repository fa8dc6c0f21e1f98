import { useCan } from '@flotilla/session';
import { Navigate, Route, Routes } from 'react-router';
import { ListFiles } from '../features/list-files/list-files.view.tsx';
import { RemoveFile } from '../features/remove-file/remove-file.view.tsx';
import { useFileRemoval } from '../features/remove-file/use-file-removal.ts';
import { UploadFiles } from '../features/upload-files/upload-files.view.tsx';
import type { UploadQueue } from '../features/upload-files/upload-queue.model.ts';

/** The remote's pages, over a queue that outlives them. */
export const FilesPage = ({ queue }: { queue: UploadQueue }) => {
	const mayUpload = useCan('files:upload');
	const { leaving, remove } = useFileRemoval();
	const list = (
		<ListFiles
			upload={mayUpload && <UploadFiles queue={queue} />}
			leaving={leaving}
			renderActions={(file) => <RemoveFile file={file} onConfirm={(confirmed) => void remove(confirmed)} />}
		/>
	);
	return (
		<Routes>
			<Route index element={list} />
			<Route path="*" element={<Navigate to="/files" replace />} />
		</Routes>
	);
};
