import type { Permission, StoredFile } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';

interface Person {
	id: string | undefined;
	permissions: readonly Permission[];
}

type Owned = Pick<StoredFile, 'ownerId'>;

/** One's own files take `files:delete`, other people's `files:delete-any`. */
export const mayRemove = (file: Owned, { id, permissions }: Person): boolean =>
	permissions.includes('files:delete-any') || (file.ownerId === id && permissions.includes('files:delete'));

/** One's own files take `files:upload`; who may take a file away may name it. */
export const mayRename = (file: Owned, { id, permissions }: Person): boolean =>
	permissions.includes('files:upload') && (file.ownerId === id || permissions.includes('files:delete-any'));

/** What the signed-in person may do with a file. */
export interface FileRights {
	mayRemove(file: Owned): boolean;
	mayRename(file: Owned): boolean;
}

export const useFileRights = (): FileRights => {
	const id = useSessionState((state) => state.user?.id);
	const permissions = useSessionState((state) => state.permissions);
	const person = { id, permissions };
	return { mayRemove: (file) => mayRemove(file, person), mayRename: (file) => mayRename(file, person) };
};
