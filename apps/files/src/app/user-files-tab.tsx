import type { SlotProps } from '@flotilla/contracts';
import { UserFiles } from '../features/list-files/user-files.view.tsx';
import { RemoveFile } from '../features/remove-file/remove-file.view.tsx';
import { useFileRemoval } from '../features/remove-file/use-file-removal.ts';

/** Fills `users:detail-tabs`. */
export const UserFilesTab = ({ userId }: SlotProps['users:detail-tabs']) => {
	const { leaving, remove } = useFileRemoval();
	return (
		<UserFiles
			key={userId}
			userId={userId}
			leaving={leaving}
			renderActions={(file) => <RemoveFile file={file} onConfirm={(confirmed) => void remove(confirmed)} />}
		/>
	);
};
