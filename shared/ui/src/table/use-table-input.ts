import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { isRowSelected } from './row-selection.ts';
import { readTableKey } from './table-keys.ts';
import { rowIndexOf } from './use-row-focus.ts';
import type { VirtualTableColumn } from './virtual-table-column.ts';
import type { VirtualTableProps } from './virtual-table-props.ts';

interface Options<Row, Key extends string>
	extends Pick<
		VirtualTableProps<Row, Key>,
		'rowAt' | 'rowKey' | 'onOpen' | 'selection' | 'onSelect' | 'onSelectAll' | 'onEdit'
	> {
	/** The row that is the tab stop. */
	active: number;
	/** The row where a range begins that shift extends; set here, and back to the top by another list. */
	anchor: RefObject<number>;
	/** Of all rows. */
	count: number;
	/** Rows that are in view. */
	page: number;
	/** Those whose cells can be edited, in their order; none where rows have no cells of their own. */
	editable: readonly VirtualTableColumn<Row, Key>[];
	/** Makes a row the tab stop. */
	point: (index: number) => void;
	/** Gives a row the focus and brings it into view. */
	go: (index: number) => void;
}

interface TableInput {
	onKeyDown: (event: KeyboardEvent) => void;
	onClick: (event: MouseEvent) => void;
	onDoubleClick: (event: MouseEvent) => void;
}

/** What keys and presses do in the table, which hears them for all of its rows. */
export const useTableInput = <Row, Key extends string>({
	active,
	anchor,
	count,
	page,
	editable,
	rowAt,
	rowKey,
	selection,
	onSelect,
	onSelectAll,
	onOpen,
	onEdit,
	point,
	go,
}: Options<Row, Key>): TableInput => {
	const isTicked = (row: Row) => selection !== undefined && isRowSelected(selection, rowKey(row));
	const pick = (index: number, extend: boolean) => {
		if (onSelect === undefined || selection === undefined) return;
		const row = rowAt(index);
		if (extend) {
			onSelect({ from: anchor.current, to: index }, true);
		} else if (row !== undefined) {
			anchor.current = index;
			onSelect({ from: index, to: index }, !isTicked(row));
		}
	};

	return {
		onKeyDown(event) {
			const target = event.target as HTMLElement;
			// What is typed into an editor, and presses on buttons and links, are theirs.
			if (event.defaultPrevented || target.closest('input:not([data-pick]), select, textarea, button') !== null) return;
			if (target.closest('tbody') === null) return;
			const command = readTableKey(event, { active, count, page });
			if (command === null) return;
			const row = rowAt(active);
			if (command.type === 'open') {
				// Enter on a link is its own.
				if (row === undefined || onOpen === undefined || target.closest('a') !== null) return;
				onOpen(row);
			} else if (command.type === 'edit') {
				if (row === undefined || onEdit === undefined) return;
				const column = editable.find(({ canEdit }) => canEdit?.(row) !== false);
				if (column === undefined) return;
				onEdit(row, column.key);
			} else if (command.type === 'move') {
				if (command.extend && selection !== undefined) {
					if (row === undefined || !isTicked(row)) anchor.current = active;
					pick(command.to, true);
				}
				go(command.to);
			} else if (selection === undefined) return;
			else if (command.type === 'pick') pick(active, command.extend);
			else if (command.type === 'pick-all') onSelectAll?.(true);
			else if (selection.kind === 'some' && selection.keys.size === 0) return;
			else onSelectAll?.(false);
			event.preventDefault();
		},
		onClick(event) {
			const target = event.target as HTMLElement;
			const index = rowIndexOf(target);
			if (index === null) return;
			if (index !== active) point(index);
			if (target.matches('[data-pick]')) pick(index, event.shiftKey);
		},
		onDoubleClick({ target }) {
			const pressed = target as HTMLElement;
			const index = rowIndexOf(pressed);
			const cell = pressed.closest<HTMLElement>('td[data-editable]:not([data-editing])');
			if (index === null || cell === null || onEdit === undefined || pressed.closest('a, button') !== null) return;
			const row = rowAt(index);
			if (row !== undefined) onEdit(row, cell.dataset.column as Key);
		},
	};
};
