import type { StoredFile } from '@flotilla/contracts';
import type { KeyboardEvent } from 'react';
import { clearSelection, extendTo, moveTo, neighbourOf, selectAll, toggle } from './file-selection.model.ts';
import { type FileCollectionElement, focusFile } from './focus-file.ts';
import type { FileSelectionControl } from './use-file-selection.ts';

interface Options {
	files: readonly StoredFile[];
	control: FileSelectionControl;
	container: FileCollectionElement;
	onOpen: (file: StoredFile) => void;
	onRename: (file: StoredFile) => void;
	/** The selected ones, or the one that has the keyboard. */
	onRemove: (files: readonly StoredFile[]) => void;
}

/** How many tiles stand beside each other; 1 in a list. */
const columnsOf = (items: readonly HTMLElement[]): number => {
	const top = items[0]?.offsetTop;
	const next = items.findIndex(({ offsetTop }) => offsetTop !== top);
	return next === -1 ? Math.max(1, items.length) : next;
};

/**
 * The keyboard in a collection of files: arrows, Home and End move; with shift they select a stretch; space toggles,
 * Enter opens, F2 renames, Delete deletes, Ctrl+A selects all, Escape lets go.
 */
export const useFileKeys = ({ files, control, container, onOpen, onRename, onRemove }: Options) => {
	const { selection, change } = control;
	const ids = files.map(({ id }) => id);

	const stepOf = ({ key }: KeyboardEvent<HTMLElement>, items: readonly HTMLElement[]): number | null => {
		const element = container.current;
		const isRtl = element !== null && getComputedStyle(element).direction === 'rtl';
		const columns = columnsOf(items);
		if (key === 'ArrowDown') return columns;
		if (key === 'ArrowUp') return -columns;
		if (key === 'Home') return Number.NEGATIVE_INFINITY;
		if (key === 'End') return Number.POSITIVE_INFINITY;
		if (columns > 1 && key === 'ArrowRight') return isRtl ? -1 : 1;
		if (columns > 1 && key === 'ArrowLeft') return isRtl ? 1 : -1;
		return null;
	};

	const move = (event: KeyboardEvent<HTMLElement>, file: StoredFile): void => {
		const items = [...(container.current?.querySelectorAll<HTMLElement>('[data-file-id]') ?? [])];
		const step = stepOf(event, items);
		const to = step === null ? undefined : neighbourOf(moveTo(selection, file.id), ids, step);
		if (to === undefined) return;
		event.preventDefault();
		const from = { ...selection, anchor: selection.anchor ?? file.id };
		change(event.shiftKey ? extendTo(from, to, ids) : moveTo(selection, to));
		focusFile(container.current, to);
	};

	const onItemKey = (event: KeyboardEvent<HTMLElement>, file: StoredFile, isOnItem: boolean): void => {
		const act = (then: () => void): void => {
			event.preventDefault();
			then();
		};
		const selected = files.filter(({ id }) => selection.selected.has(id));
		if (event.key === 'F2') act(() => onRename(file));
		else if (event.key === 'Delete') act(() => onRemove(selected.length > 0 ? selected : [file]));
		else if (!isOnItem) return;
		else if (event.key === ' ') act(() => change(toggle(selection, file.id)));
		else if (event.key === 'Enter') act(() => onOpen(file));
		else move(event, file);
	};

	return (event: KeyboardEvent<HTMLElement>): void => {
		const target = event.target as HTMLElement;
		if (target.matches('input:not([type="checkbox"])') || event.defaultPrevented) return;
		const item = target.closest<HTMLElement>('[data-file-id]');
		const file = files.find(({ id }) => id === item?.dataset.fileId);
		const isOnItem = target === item;
		const act = (then: () => void): void => {
			event.preventDefault();
			then();
		};

		if (event.key === 'Escape') {
			// With nothing selected it is somebody else's.
			if (selection.selected.size > 0) act(() => change(clearSelection(selection)));
		} else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) act(() => change(selectAll(selection, ids)));
		else if (file !== undefined) onItemKey(event, file, isOnItem);
	};
};
