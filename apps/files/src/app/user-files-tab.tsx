import type { SlotProps } from '@flotilla/contracts';
import { UserFiles } from '../features/list-files/user-files.view.tsx';
import { useFileRemoval } from '../features/remove-file/use-file-removal.ts';
import { useFileRenaming } from '../features/rename-file/use-file-renaming.tsx';

/** Fills `users:detail-tabs`. */
export const UserFilesTab = ({ userId }: SlotProps['users:detail-tabs']) => {
	const remove = useFileRemoval();
	const { renaming, begin } = useFileRenaming();
	return (
		<UserFiles
			key={userId}
			userId={userId}
			renaming={renaming}
			onRename={begin}
			onRemove={(files) => void remove(files)}
		/>
	);
};
