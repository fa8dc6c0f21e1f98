/// <reference path="./css.d.ts" />
export {
	allRows,
	countSelected,
	isRowSelected,
	noRows,
	type RowSelection,
	selectRows,
} from './table/row-selection.ts';
export { VirtualTable } from './table/virtual-table.tsx';
export type {
	EditedCell,
	VirtualTableColumn,
	VirtualTableLabels,
	VirtualTablePosition,
	VirtualTableSort,
} from './table/virtual-table-column.ts';
export type { VirtualTableProps } from './table/virtual-table-props.ts';
export type { RowFlash } from './table/virtual-table-row.tsx';
