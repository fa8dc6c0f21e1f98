/**
 * Writes to one row go to the server one after the other: the last one that was made is the last one that is done, and
 * each is made on the version that the one before has left.
 */
export interface RowChains {
	/** Waits for what is under way for any of the rows; undefined for nothing. Then `done` has to be called. */
	enter(rows: readonly string[]): { before: Promise<unknown> | undefined; done: () => void };
	/** A row that was known by a temporary id is the same row by its real one. */
	rename(from: string, to: string): void;
	/** Takes note that one's own write took a row from one version to another. */
	step(row: string, from: number, to: number): void;
	/** The version that a change made on `version` meets, if only one's own writes came in between. */
	follow(row: string, version: number): number;
	clear(): void;
}

export const createRowChains = (): RowChains => {
	const tails = new Map<string, Promise<void>>();
	const steps = new Map<string, Map<number, number>>();

	return {
		enter(rows) {
			const ahead = rows.flatMap((row) => tails.get(row) ?? []);
			const { promise, resolve } = Promise.withResolvers<void>();
			for (const row of rows) tails.set(row, promise);
			return {
				before: ahead.length === 0 ? undefined : Promise.all(ahead),
				done() {
					resolve();
					for (const [row, tail] of tails) {
						if (tail !== promise) continue;
						tails.delete(row);
						steps.delete(row);
					}
				},
			};
		},
		rename(from, to) {
			const tail = tails.get(from);
			if (tail !== undefined) tails.set(to, tail);
		},
		step(row, from, to) {
			if (to <= from) return;
			const known = steps.get(row) ?? new Map<number, number>();
			steps.set(row, known.set(from, to));
		},
		follow(row, version) {
			const known = steps.get(row);
			let reached = version;
			for (let next = known?.get(reached); next !== undefined; next = known?.get(reached)) reached = next;
			return reached;
		},
		clear() {
			tails.clear();
			steps.clear();
		},
	};
};
