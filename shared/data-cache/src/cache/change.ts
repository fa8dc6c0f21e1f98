/** What every row of the API has. `version` grows with each change that others may be in conflict with. */
export interface Row {
	readonly id: string;
	readonly version: number;
}

/** Something that happened to the rows of a resource on the server, whoever did it and however it became known. */
export type Change =
	/** `own`: made here, so whoever made it looks for it, even where its place in a list is not known. */
	| { type: 'created'; resource: string; row: Row; own?: boolean }
	| { type: 'changed'; resource: string; row: Row }
	/** `known`: fields of the row that is gone, as far as they were told. */
	| { type: 'removed'; resource: string; id: string; known?: object }
	/** Something happened to the row, or with no id to any number of them, and what it was has to be asked. */
	| { type: 'unclear'; resource: string; id?: string };

/**
 * Names a change that happens once to each thing. One's own write is known twice, by its answer and by
 * its event, in either order. Null for changes that may happen again.
 */
export const onceOnly = (change: Change): string | null => {
	switch (change.type) {
		case 'created':
			return `${change.resource} created ${change.row.id}`;
		case 'removed':
			return `${change.resource} removed ${change.id}`;
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
