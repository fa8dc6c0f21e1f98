import type { ReactNode } from 'react';

export interface VirtualTableSort<Key extends string = string> {
	/** The column's key. */
	by: Key;
	order: 'asc' | 'desc';
}

export interface VirtualTableColumn<Row, Key extends string = string> {
	key: Key;
	/** Its name in the head; also its name where columns are chosen. */
	header: string;
	render: (row: Row) => ReactNode;
	/** The control that stands in place of the cell while it is edited. Default: it cannot be edited. */
	edit?: ((row: Row) => ReactNode) | undefined;
	/** Rows of which it can be edited, where not all. */
	canEdit?: ((row: Row) => boolean) | undefined;
	/** Not shown on narrower screens: `md` 62em, `lg` 75em. */
	hideBelow?: 'md' | 'lg' | undefined;
	/** Its header is a button that sorts. Default false. */
	sortable?: boolean | undefined;
	/** Which order the first press gives. Default `asc`. */
	firstOrder?: 'asc' | 'desc' | undefined;
	/** A track of a CSS grid that does not go by its content, e.g. `minmax(8rem, 1fr)`: every row is a grid of its own. */
	width: string;
	/** Default `start`. Numbers belong at the `end`. */
	align?: 'start' | 'end' | undefined;
	/** The width of its skeleton, e.g. `8ch`. Default 60 %. */
	skeletonWidth?: string | undefined;
}

/** Which cell is edited. */
export interface EditedCell<Key extends string = string> {
	/** The row's key. */
	row: string;
	column: Key;
}

/** Where somebody is in a table. The table keeps it up to date; given back, it begins there. */
export interface VirtualTablePosition {
	/** Pixels that are scrolled. */
	offset: number;
	/** The row that has the tab stop. */
	active: number;
}

/** What the table says by itself, in the language of the page. */
export interface VirtualTableLabels<Row> {
	/** Of the box in the head: it ticks what is on screen. */
	selectVisible: string;
	/** Of a row's box, e.g. `Select Ada Almeida`. */
	selectRow: (row: Row) => string;
	/** Of the column of buttons. */
	actions: string;
}
