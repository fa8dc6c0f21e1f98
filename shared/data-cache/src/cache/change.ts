/** What every row of the API has. `version` grows with each change that others may be in conflict with. */
export interface Row {
	readonly id: string;
	readonly version: number;
}

/** Something that happened to the rows of a resource on the server, whoever did it and however it became known. */
export type Change =
	/**
	 * `own`: made here, so whoever made it looks for it, even where its place in a list is not known. `again`: it was
	 * gone and is back.
	 */
	| { type: 'created'; resource: string; row: Row; own?: boolean; again?: boolean }
	| { type: 'changed'; resource: string; row: Row }
	/** `known`: fields of the row that is gone, as far as they were told. */
	| { type: 'removed'; resource: string; id: string; known?: object }
	/** Something happened to the row, or with no id to any number of them, and what it was has to be asked. */
	| { type: 'unclear'; resource: string; id?: string };

/**
 * What is left to do of a change. One's own write is known twice, by its answer and by its event, in either order, and
 * events are later than answers: what comes of a row that is known to be gone may be of before or of another life.
 */
export interface SeenChanges {
	/** Null for nothing: it is known already. */
	sift(change: Change): Change | null;
	clear(): void;
}

/** @param limit how many rows that came or went are remembered. */
export const createSeenChanges = (limit = 1000): SeenChanges => {
	const created = new Set<string>();
	const removed = new Set<string>();

	/** False when it was there. */
	const add = (names: Set<string>, name: string): boolean => {
		if (names.has(name)) return false;
		names.add(name);
		if (names.size > limit) names.delete(names.values().next().value as string);
		return true;
	};

	return {
		sift(change) {
			const { resource } = change;
			if (change.type === 'unclear') return change;
			const id = change.type === 'removed' ? change.id : change.row.id;
			const name = `${resource} ${id}`;
			if (change.type === 'removed') return add(removed, name) ? change : null;
			if (removed.has(name)) {
				// From here on it is there as any other.
				if (change.type === 'created' && change.again === true) removed.delete(name);
				return { type: 'unclear', resource, id };
			}
			return change.type === 'changed' || add(created, name) ? change : null;
		},
		clear() {
			created.clear();
			removed.clear();
		},
	};
};
