import type { SlotProps } from '@flotilla/contracts';
import { UserFiles } from '../features/list-files/user-files.view.tsx';
import { RemoveFile } from '../features/remove-file/remove-file.view.tsx';

/** Fills `users:detail-tabs`. */
export const UserFilesTab = ({ userId }: SlotProps['users:detail-tabs']) => (
	<UserFiles key={userId} userId={userId} renderActions={(file) => <RemoveFile file={file} />} />
);
