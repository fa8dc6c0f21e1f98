import type { Permission, StoredFile } from '@flotilla/contracts';

interface Me {
	id: string | undefined;
	permissions: readonly Permission[];
}

/** One's own files take `files:delete`, other people's `files:delete-any`. */
export const mayRemove = (file: Pick<StoredFile, 'ownerId'>, { id, permissions }: Me): boolean =>
	permissions.includes('files:delete-any') || (file.ownerId === id && permissions.includes('files:delete'));
