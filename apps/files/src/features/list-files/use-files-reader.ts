import { type SessionState, useSessionState } from '@flotilla/session';
import type { FilesReader } from './files-view.model.ts';

/** Who looks at the list, outside of React. */
export const readFilesReader = ({ user, permissions }: Pick<SessionState, 'user' | 'permissions'>): FilesReader => ({
	id: user?.id ?? '',
	readsAny: permissions.includes('files:read-any'),
});

/** Who looks at the list. */
export const useFilesReader = (): FilesReader => {
	const user = useSessionState((state) => state.user);
	const permissions = useSessionState((state) => state.permissions);
	return readFilesReader({ user, permissions });
};
