import type { StoredFile } from '@flotilla/contracts';
import { useState } from 'react';
import { clearSelection, type FileSelection, keepPresent, nothingSelected } from './file-selection.model.ts';

export interface FileSelectionControl {
	selection: FileSelection;
	/** The selected ones, in the order of the list. */
	files: readonly StoredFile[];
	change(next: FileSelection): void;
	clear(): void;
}

/** What is selected among the files that are shown; what is gone from them is forgotten. */
export const useFileSelection = (shown: readonly StoredFile[]): FileSelectionControl => {
	const [state, setState] = useState({ selection: nothingSelected, shown });
	// While rendering, so that nothing that is gone is ever shown as selected.
	let { selection } = state;
	if (state.shown !== shown) {
		const idsOf = (files: readonly StoredFile[]) => files.map(({ id }) => id);
		selection = keepPresent(selection, idsOf(shown), idsOf(state.shown));
		setState({ selection, shown });
	}
	const change = (next: FileSelection) => setState({ selection: next, shown });
	return {
		selection,
		files: shown.filter(({ id }) => selection.selected.has(id)),
		change,
		clear: () => change(clearSelection(selection)),
	};
};
