import { columnVisibilityFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { VirtualTableColumn, VirtualTableSort } from './virtual-table-column.ts';

// Rows are sparse and come by index: of the library's models it is the columns that are needed.
const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });
const noData: never[] = [];

export interface TableColumnHead<Row, Key extends string> {
	column: VirtualTableColumn<Row, Key>;
	/** Null while another column sorts; undefined where it cannot sort. */
	order: 'asc' | 'desc' | null | undefined;
	/** What pressing it sorts by. */
	toggle: () => void;
}

interface TableColumnsOptions<Row, Key extends string> {
	columns: readonly VirtualTableColumn<Row, Key>[];
	hidden: ReadonlySet<Key>;
	sort: VirtualTableSort<Key> | null;
	onSort: ((sort: VirtualTableSort<Key>) => void) | undefined;
}

/** The columns that are shown, each with what its head needs. */
export const useTableColumns = <Row, Key extends string>({
	columns,
	hidden,
	sort,
	onSort,
}: TableColumnsOptions<Row, Key>): readonly TableColumnHead<Row, Key>[] => {
	const definitions = useMemo(
		() =>
			columns.map(({ key, header, sortable = false, firstOrder = 'asc' }) => ({
				id: key as string,
				header,
				accessorFn: () => null,
				enableSorting: sortable,
				sortDescFirst: firstOrder === 'desc',
			})),
		[columns],
	);
	const columnVisibility = useMemo(() => Object.fromEntries([...hidden].map((key) => [key, false])), [hidden]);
	const sorting = useMemo(() => (sort === null ? [] : [{ id: sort.by, desc: sort.order === 'desc' }]), [sort]);
	const table = useTable({
		features,
		columns: definitions,
		data: noData,
		state: { columnVisibility, sorting },
		manualSorting: true,
		enableSortingRemoval: false,
		enableMultiSort: false,
		onSortingChange(update) {
			const [next] = typeof update === 'function' ? update(sorting) : update;
			if (next !== undefined) onSort?.({ by: next.id as Key, order: next.desc ? 'desc' : 'asc' });
		},
	});
	// The same list for as long as nothing of it changed: the head is drawn anew with another one.
	// biome-ignore lint/correctness/useExhaustiveDependencies: what the library's answers go by, which is one object for ever.
	return useMemo(
		() =>
			table.getVisibleLeafColumns().flatMap((shown) => {
				const column = columns.find(({ key }) => key === shown.id);
				if (column === undefined) return [];
				const canSort = onSort !== undefined && shown.getCanSort();
				return [
					{
						column,
						order: canSort ? shown.getIsSorted() || null : undefined,
						toggle: () => shown.toggleSorting(undefined, false),
					},
				];
			}),
		[columns, columnVisibility, sorting, onSort],
	);
};
