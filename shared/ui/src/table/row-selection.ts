/**
 * Which rows of a list are ticked, of which most are not here: by name, or all but those that are named. It is a value:
 * each change makes another one.
 */
export type RowSelection =
	| { readonly kind: 'some'; readonly keys: ReadonlySet<string> }
	| { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const noRows: RowSelection = { kind: 'some', keys: new Set() };
export const allRows: RowSelection = { kind: 'all', except: new Set() };

export const isRowSelected = (selection: RowSelection, key: string): boolean =>
	selection.kind === 'some' ? selection.keys.has(key) : !selection.except.has(key);

/** @param total rows of the whole list. */
export const countSelected = (selection: RowSelection, total: number): number =>
	selection.kind === 'some' ? selection.keys.size : Math.max(0, total - selection.except.size);

/** The same value when nothing changed. */
export const selectRows = (selection: RowSelection, keys: Iterable<string>, selected: boolean): RowSelection => {
	const before = selection.kind === 'some' ? selection.keys : selection.except;
	const isNamed = (selection.kind === 'some') === selected;
	const named = new Set(before);
	for (const key of keys) {
		if (isNamed) named.add(key);
		else named.delete(key);
	}
	if (named.size === before.size) return selection;
	return selection.kind === 'some' ? { kind: 'some', keys: named } : { kind: 'all', except: named };
};
