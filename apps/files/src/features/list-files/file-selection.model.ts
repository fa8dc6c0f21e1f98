/** What is selected among files in an order, and where the keyboard is. */
export interface FileSelection {
	selected: ReadonlySet<string>;
	/** Where a stretch begins that shift selects; null: at the first. */
	anchor: string | null;
	/** The one that takes the keyboard; null: the first. */
	active: string | null;
}

export const nothingSelected: FileSelection = { selected: new Set(), anchor: null, active: null };

/** That one and no other. */
export const selectOnly = (id: string): FileSelection => ({ selected: new Set([id]), anchor: id, active: id });

export const toggle = ({ selected }: FileSelection, id: string): FileSelection => {
	const next = new Set(selected);
	if (!next.delete(id)) next.add(id);
	return { selected: next, anchor: id, active: id };
};

/** From the anchor to that one, and nothing else. */
export const extendTo = ({ anchor }: FileSelection, id: string, ids: readonly string[]): FileSelection => {
	const from = anchor === null ? 0 : Math.max(0, ids.indexOf(anchor));
	const to = ids.indexOf(id);
	const stretch = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
	return { selected: new Set(stretch), anchor: ids[from] ?? id, active: id };
};

export const selectAll = (selection: FileSelection, ids: readonly string[]): FileSelection => ({
	...selection,
	selected: new Set(ids),
});

export const clearSelection = (selection: FileSelection): FileSelection => ({
	...selection,
	selected: new Set(),
	anchor: null,
});

/** The keyboard goes there; nothing is selected by it. */
export const moveTo = (selection: FileSelection, id: string): FileSelection => ({ ...selection, active: id });

/** Where a step from the active one leads; undefined for nowhere. Beyond the ends it stays at them. */
export const neighbourOf = ({ active }: FileSelection, ids: readonly string[], step: number): string | undefined => {
	const index = active === null ? -1 : ids.indexOf(active);
	if (index === -1) return ids[step < 0 ? ids.length - 1 : 0];
	return ids[Math.min(ids.length - 1, Math.max(0, index + step))];
};

/** Forgets what is gone. The keyboard goes to what took its place. The same object when nothing was. */
export const keepPresent = (
	selection: FileSelection,
	ids: readonly string[],
	before: readonly string[],
): FileSelection => {
	const present = new Set(ids);
	const { selected, anchor, active } = selection;
	const isHere = (id: string | null): boolean => id === null || present.has(id);
	if (isHere(anchor) && isHere(active) && [...selected].every(isHere)) return selection;
	const after = active === null ? [] : before.slice(before.indexOf(active));
	return {
		selected: new Set([...selected].filter(isHere)),
		anchor: isHere(anchor) ? anchor : null,
		active: isHere(active) ? active : (after.find((id) => present.has(id)) ?? ids.at(-1) ?? null),
	};
};
