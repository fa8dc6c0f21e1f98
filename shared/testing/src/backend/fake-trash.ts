import { defaultRestoreWindow, type StoredFile, type User } from '@flotilla/contracts';

/** Somebody who was deleted, with the files that went along. */
export interface DeletedUser {
	user: User;
	files: StoredFile[];
}

/** What was deleted and can be restored until the restore window is over. */
export interface FakeTrash {
	/** Milliseconds. Default 15 minutes. */
	window: number;
	addUser(deleted: DeletedUser): void;
	addFile(file: StoredFile): void;
	findUser(id: string): DeletedUser | undefined;
	findFile(id: string): StoredFile | undefined;
	/** It is back. */
	forget(id: string): void;
}

export const createFakeTrash = (): FakeTrash => {
	const users = new Map<string, DeletedUser & { at: number }>();
	const files = new Map<string, { file: StoredFile; at: number }>();
	const trash: FakeTrash = {
		window: defaultRestoreWindow * 1000,
		addUser: (deleted) => users.set(deleted.user.id, { ...deleted, at: Date.now() }),
		addFile: (file) => files.set(file.id, { file, at: Date.now() }),
		findUser: (id) => inTime(users.get(id)),
		findFile: (id) => inTime(files.get(id))?.file,
		forget(id) {
			users.delete(id);
			files.delete(id);
		},
	};
	const inTime = <T extends { at: number }>(found: T | undefined): T | undefined =>
		found !== undefined && Date.now() < found.at + trash.window ? found : undefined;
	return trash;
};
