export interface Versioned {
	readonly id: string;
	readonly version: number;
}

/**
 * Writes that are shown before the server has confirmed them. A row on screen is the last one the server
 * confirmed with the open writes laid over it. Taking a write back removes its layer and nothing else:
 * what anybody wrote meanwhile shows through.
 */
export interface PendingWrites<T extends Versioned> {
	/**
	 * Lays `patch` over `confirmed`. `end` takes it off again, with the server's answer if there is one, and
	 * answers the row to show from now on.
	 */
	add(confirmed: T, patch: Partial<T>): { end(answer?: T): T };
	/** Takes note of a row that the server confirmed and answers the row to show. */
	show(confirmed: T): T;
	/** The row to show for an id with open writes; undefined without any. */
	shown(id: string): T | undefined;
	clear(): void;
}

export const createPendingWrites = <T extends Versioned>(): PendingWrites<T> => {
	const rows = new Map<string, { confirmed: T; patches: Set<Partial<T>> }>();

	const layered = ({ confirmed, patches }: { confirmed: T; patches: Set<Partial<T>> }): T => {
		let row = confirmed;
		for (const patch of patches) row = { ...row, ...patch };
		return row;
	};

	return {
		add(confirmed, patch) {
			const row = rows.get(confirmed.id) ?? { confirmed, patches: new Set() };
			rows.set(confirmed.id, row);
			row.patches.add(patch);
			return {
				end(answer) {
					if (answer !== undefined && answer.version > row.confirmed.version) row.confirmed = answer;
					row.patches.delete(patch);
					if (row.patches.size === 0 && rows.get(confirmed.id) === row) rows.delete(confirmed.id);
					return layered(row);
				},
			};
		},
		show(confirmed) {
			const row = rows.get(confirmed.id);
			if (row === undefined) return confirmed;
			if (confirmed.version > row.confirmed.version) row.confirmed = confirmed;
			return layered(row);
		},
		shown(id) {
			const row = rows.get(id);
			return row && layered(row);
		},
		clear: () => rows.clear(),
	};
};
