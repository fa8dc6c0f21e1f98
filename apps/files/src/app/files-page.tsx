import type { StoredFile } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { ListFiles } from '../features/list-files/list-files.view.tsx';
import { useFileRemoval } from '../features/remove-file/use-file-removal.ts';
import { useFileRenaming } from '../features/rename-file/use-file-renaming.tsx';
import { SpaceMeter } from '../features/show-space/space-meter.view.tsx';
import { UploadFiles } from '../features/upload-files/upload-files.view.tsx';
import type { UploadQueue } from '../features/upload-files/upload-queue.model.ts';
import { ViewFile } from '../features/view-file/view-file.view.tsx';

/** The remote's pages, over a queue that outlives them. A file that is looked at lies over the list. */
export const FilesPage = ({ queue }: { queue: UploadQueue }) => (
	<Routes>
		<Route path="/:fileId?" element={<Files queue={queue} />} />
		<Route path="*" element={<Navigate to="/files" replace />} />
	</Routes>
);

const Files = ({ queue }: { queue: UploadQueue }) => {
	const { fileId } = useParams();
	const mayUpload = useSessionState(({ permissions }) => permissions.includes('files:upload'));
	const remove = useFileRemoval();
	const { renaming, begin } = useFileRenaming();
	const list = (upload: { button: React.ReactNode; panel: React.ReactNode } | null) => (
		<ListFiles
			upload={upload?.button ?? null}
			panel={upload?.panel ?? null}
			space={mayUpload && <SpaceMeter />}
			renaming={renaming}
			onRename={begin}
			onRemove={(files) => void remove(files)}
			openId={fileId}
			renderOpen={(files: readonly StoredFile[]) =>
				fileId !== undefined && <ViewFile id={fileId} files={files} onRemove={(file) => void remove([file])} />
			}
		/>
	);
	return mayUpload ? <UploadFiles queue={queue}>{list}</UploadFiles> : list(null);
};
