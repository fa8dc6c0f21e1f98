import { type SessionState, useSessionState } from '@flotilla/session';
import type { FilesReader } from './files-view.model.ts';

/** Who looks at the list, outside of React. */
export const readFilesReader = ({ user, permissions }: SessionState): FilesReader => ({
	id: user?.id ?? '',
	readsAny: permissions.includes('files:read-any'),
});

/** Who looks at the list. */
export const useFilesReader = (): FilesReader => {
	const id = useSessionState((state) => state.user?.id ?? '');
	const readsAny = useSessionState((state) => state.permissions.includes('files:read-any'));
	return { id, readsAny };
};
