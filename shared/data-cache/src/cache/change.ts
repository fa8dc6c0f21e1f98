import type { StoredFile, User } from '@flotilla/contracts';

/** Something that happened to the data on the server, whoever did it and however it became known. */
export type Change =
	| { type: 'user-created'; user: User }
	| { type: 'user-changed'; user: User }
	| { type: 'user-deleted'; id: string }
	/** New people whom nobody has listed. */
	| { type: 'users-imported' }
	| { type: 'file-created'; file: StoredFile }
	| { type: 'file-changed'; file: StoredFile }
	/** A null `ownerId`: whoever deleted it did not know. */
	| { type: 'file-deleted'; id: string; ownerId: string | null };

/**
 * Names a change that happens once to each thing. One's own upload is known twice, by its answer and by
 * its event, in either order. Null for changes that may happen again.
 */
export const onceOnly = (change: Change): string | null => {
	switch (change.type) {
		case 'user-created':
			return `user-created ${change.user.id}`;
		case 'file-created':
			return `file-created ${change.file.id}`;
		case 'user-deleted':
		case 'file-deleted':
			return `${change.type} ${change.id}`;
		default:
			return null;
	}
};

/** Remembers the last `limit` names. */
export const createRecentNames = (limit = 1000): { isNew(name: string): boolean; clear(): void } => {
	const names = new Set<string>();
	return {
		isNew(name) {
			if (names.has(name)) return false;
			names.add(name);
			if (names.size > limit) names.delete(names.values().next().value as string);
			return true;
		},
		clear: () => names.clear(),
	};
};
