import type { Meta, StoryObj } from '@storybook/react-vite';
import { useCallback, useMemo, useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import { ActionIcon, Button, EmptyState, Icon, StatusDot } from '../index.ts';
import {
	allRows,
	countSelected,
	noRows,
	type RowSelection,
	selectRows,
	VirtualTable,
	type VirtualTableColumn,
	type VirtualTableProps,
	type VirtualTableSort,
} from '../table.ts';

interface Berth {
	id: string;
	ship: string;
	harbour: string;
	isMoored: boolean;
	length: number;
}

type Column = 'ship' | 'harbour' | 'state' | 'length';

const ships = ['Aurora', 'Beluga', 'Calypso', 'Dauntless', 'Endeavour', 'Fram', 'Gjøa'];
const harbours = ['Bergen', 'Gdańsk', 'Rotterdam', 'Trieste', 'Valparaíso'];
const berthAt = (index: number): Berth => ({
	id: `berth-${index}`,
	ship: `${ships[index % ships.length]} ${index + 1}`,
	harbour: harbours[index % harbours.length] ?? '',
	isMoored: index % 3 !== 2,
	length: 20 + ((index * 7919) % 300),
});

const columns: VirtualTableColumn<Berth, Column>[] = [
	{
		key: 'ship',
		header: 'Ship',
		sortable: true,
		width: 'minmax(12rem, 2fr)',
		skeletonWidth: '18ch',
		render: ({ ship }) => <span>{ship}</span>,
	},
	{
		key: 'harbour',
		header: 'Harbour',
		sortable: true,
		width: 'minmax(8rem, 1fr)',
		skeletonWidth: '9ch',
		render: ({ harbour }) => <span>{harbour}</span>,
		edit: ({ harbour }) => <input aria-label="Harbour" defaultValue={harbour} />,
	},
	{
		key: 'state',
		header: 'State',
		width: 'minmax(7rem, 1fr)',
		skeletonWidth: '7ch',
		render: ({ isMoored }) => (
			<StatusDot tone={isMoored ? 'success' : 'neutral'}>{isMoored ? 'Moored' : 'At sea'}</StatusDot>
		),
	},
	{
		key: 'length',
		header: 'Length',
		align: 'end',
		sortable: true,
		firstOrder: 'desc',
		width: 'minmax(6rem, 8rem)',
		skeletonWidth: '5ch',
		render: ({ length }) => <span>{`${length} m`}</span>,
	},
];

const labels: VirtualTableProps<Berth, Column>['labels'] = {
	selectVisible: 'Select what is on screen',
	selectRow: ({ ship }) => `Select ${ship}`,
	actions: 'Actions',
};

const Berths = (props: VirtualTableProps<Berth, Column>) => (
	<div style={{ display: 'flex', flexDirection: 'column', blockSize: 480 }}>
		<VirtualTable<Berth, Column> {...props} className="story-grow" />
		<style>{'.story-grow { flex: 1 }'}</style>
	</div>
);

/** With a selection of its own. */
const Ticked = (props: VirtualTableProps<Berth, Column>) => {
	const [selection, setSelection] = useState<RowSelection>(props.selection ?? noRows);
	const { rowAt, count = 0 } = props;
	const onSelect = useCallback(
		({ from, to }: { from: number; to: number }, selected: boolean) => {
			const [first, last] = [Math.min(from, to), Math.max(from, to)];
			const keys = Array.from({ length: last - first + 1 }, (_, step) => rowAt(first + step)?.id ?? '');
			setSelection((before) => selectRows(before, keys, selected));
		},
		[rowAt],
	);
	return (
		<>
			<Berths
				{...props}
				selection={selection}
				onSelect={onSelect}
				onSelectAll={(selected) => setSelection(selected ? allRows : noRows)}
			/>
			<p role="status">{`${countSelected(selection, count).toLocaleString('en')} ticked`}</p>
		</>
	);
};

const meta = {
	component: Berths,
	title: 'UI/Data/VirtualTable',
	args: {
		label: 'Berths',
		labels,
		columns,
		count: 100_000,
		rowAt: berthAt,
		rowKey: ({ id }) => id,
		rowHref: ({ id }) => `#${id}`,
		sort: { by: 'ship', order: 'asc' },
		onSort: fn(),
		onOpen: fn(),
		compactCell: ({ ship, harbour }) => (
			<span style={{ display: 'block' }}>
				<b style={{ display: 'block', fontWeight: 500 }}>{ship}</b>
				{harbour}
			</span>
		),
	},
} satisfies Meta<typeof Berths>;
export default meta;
type Story = StoryObj<typeof meta>;

const rowsIn = (canvasElement: HTMLElement) => [...canvasElement.querySelectorAll<HTMLElement>('tbody tr[data-index]')];
const rowAt = (canvasElement: HTMLElement, index: number) =>
	canvasElement.querySelector<HTMLElement>(`tbody tr[data-index="${index}"]`);

/** A hundred thousand rows, of which those in view are drawn. */
export const Many: Story = {
	play: async ({ canvas, canvasElement }) => {
		const grid = canvas.getByRole('grid', { name: 'Berths' });
		await expect(grid).toHaveAttribute('aria-rowcount', '100001');
		await waitFor(() => expect(rowsIn(canvasElement).length).toBeGreaterThan(10));
		await expect(rowsIn(canvasElement).length).toBeLessThan(60);
		for (const row of rowsIn(canvasElement)) await expect(row.getBoundingClientRect().height).toBe(40);
	},
};

export const Few: Story = { args: { count: 3 } };

/** Arrows move the one tab stop, End goes to a row that was never drawn, and it can be read where that is. */
export const ByKeyboard: Story = {
	play: async ({ canvasElement, userEvent, args }) => {
		await waitFor(() => expect(rowAt(canvasElement, 0)).toHaveAttribute('tabindex', '0'));
		// Three heads that sort, then the rows as one stop.
		for (let stop = 0; stop < 4; stop += 1) await userEvent.tab();
		await expect(document.activeElement).toBe(rowAt(canvasElement, 0));
		await userEvent.keyboard('{ArrowDown}{ArrowDown}');
		await waitFor(() => expect(document.activeElement).toBe(rowAt(canvasElement, 2)));
		await userEvent.keyboard('{End}');
		await waitFor(() => expect(document.activeElement).toBe(rowAt(canvasElement, 99_999)));
		await expect(document.activeElement).toHaveAttribute('aria-rowindex', '100001');
		await userEvent.keyboard('{Enter}');
		await expect(args.onOpen).toHaveBeenCalledWith(berthAt(99_999));
		await userEvent.keyboard('{Home}');
		await waitFor(() => expect(document.activeElement).toBe(rowAt(canvasElement, 0)));
	},
};

/** Space ticks, Shift extends over what lies between, Ctrl+A takes all, Escape none. */
export const Selection: Story = {
	render: (args) => <Ticked {...args} />,
	play: async ({ canvas, canvasElement, userEvent }) => {
		await userEvent.click(await canvas.findByRole('checkbox', { name: 'Select Beluga 2' }));
		await canvas.findByText('1 ticked');
		await expect(rowAt(canvasElement, 1)).toHaveAttribute('aria-selected', 'true');
		await userEvent.keyboard('{Shift>}');
		await userEvent.click(canvas.getByRole('checkbox', { name: 'Select Fram 6' }));
		await userEvent.keyboard('{/Shift}');
		await canvas.findByText('5 ticked');
		rowAt(canvasElement, 5)?.focus();
		await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
		await canvas.findByText('6 ticked');
		await userEvent.keyboard(' ');
		await canvas.findByText('5 ticked');
		await userEvent.keyboard('{Control>}a{/Control}');
		await canvas.findByText('100,000 ticked');
		await userEvent.keyboard(' ');
		await canvas.findByText('99,999 ticked');
		await userEvent.keyboard('{Escape}');
		await canvas.findByText('0 ticked');
	},
};

/** The box in the head is about what can be seen; it says when some of that is ticked. */
export const SelectionOfTheScreen: Story = {
	args: { count: 6 },
	render: (args) => <Ticked {...args} />,
	play: async ({ canvas, userEvent }) => {
		const head = await canvas.findByRole('checkbox', { name: 'Select what is on screen' });
		await userEvent.click(head);
		await canvas.findByText('6 ticked');
		await expect(head).toBeChecked();
		await userEvent.click(canvas.getByRole('checkbox', { name: 'Select Fram 6' }));
		await expect(head).toBePartiallyChecked();
	},
};

export const Sorting: Story = {
	render: function Render(args) {
		const [sort, setSort] = useState<VirtualTableSort<Column>>({ by: 'ship', order: 'asc' });
		return <Berths {...args} sort={sort} onSort={setSort} />;
	},
	play: async ({ canvas, userEvent }) => {
		const head = (name: string) => canvas.getByRole('columnheader', { name });
		await expect(head('Ship')).toHaveAttribute('aria-sort', 'ascending');
		await userEvent.click(canvas.getByRole('button', { name: 'Ship' }));
		await expect(head('Ship')).toHaveAttribute('aria-sort', 'descending');
		// Lengths begin with the longest.
		await userEvent.click(canvas.getByRole('button', { name: 'Length' }));
		await expect(head('Length')).toHaveAttribute('aria-sort', 'descending');
		await expect(head('Ship')).toHaveAttribute('aria-sort', 'none');
		await expect(head('State')).not.toHaveAttribute('aria-sort');
	},
};

const hiddenColumns: ReadonlySet<Column> = new Set(['harbour', 'length']);
export const HiddenColumns: Story = {
	args: { hiddenColumns },
	play: async ({ canvas }) => {
		await expect(canvas.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['Ship', 'State']);
	},
};

const WithEditor = (args: VirtualTableProps<Berth, Column>) => {
	const [edited, setEdited] = useState<{ row: string; column: Column } | null>(null);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: stands for whoever owns the editors.
		<div onKeyDown={(event) => event.key === 'Escape' && setEdited(null)}>
			<Berths {...args} edited={edited} onEdit={({ id }, column) => setEdited({ row: id, column })} />
		</div>
	);
};

/** F2 edits the first cell that can be; afterwards its row has the focus again. */
export const EditingByKey: Story = {
	render: (args) => <WithEditor {...args} />,
	play: async ({ canvas, canvasElement, userEvent }) => {
		await waitFor(() => expect(rowAt(canvasElement, 2)).not.toBeNull());
		await userEvent.click(rowAt(canvasElement, 2)?.querySelector('[data-column="state"]') as HTMLElement);
		await expect(document.activeElement).toBe(rowAt(canvasElement, 2));
		await userEvent.keyboard('{F2}');
		await userEvent.click(await canvas.findByRole('textbox', { name: 'Harbour' }));
		await userEvent.keyboard('{Escape}');
		await waitFor(() => expect(document.activeElement).toBe(rowAt(canvasElement, 2)));
	},
};

/** What is typed into an editor is not the table's, though it has the same keys. */
export const EditorHasItsKeys: Story = {
	render: (args) => <WithEditor {...args} />,
	play: async ({ canvas, canvasElement, userEvent }) => {
		await waitFor(() => expect(rowAt(canvasElement, 2)).not.toBeNull());
		await userEvent.dblClick(rowAt(canvasElement, 2)?.querySelector('[data-column="harbour"]') as HTMLElement);
		const field = await canvas.findByRole('textbox', { name: 'Harbour' });
		await userEvent.click(field);
		await userEvent.keyboard('{Home} {End}');
		await expect(field).toHaveValue(' Rotterdam');
		await expect(rowAt(canvasElement, 2)).toHaveAttribute('tabindex', '0');
	},
};

/** A double click edits the cell that was meant. */
export const EditingByDoubleClick: Story = {
	render: (args) => <WithEditor {...args} />,
	play: async ({ canvas, canvasElement, userEvent }) => {
		await waitFor(() => expect(rowAt(canvasElement, 4)).not.toBeNull());
		await userEvent.dblClick(rowAt(canvasElement, 4)?.querySelector('[data-column="harbour"]') as HTMLElement);
		await expect(await canvas.findByRole('textbox', { name: 'Harbour' })).toHaveValue('Valparaíso');
	},
};

/** Rows come by index: those that are not here yet have their size, and so nothing moves when they come. */
export const Sparse: Story = {
	render: function Render(args) {
		const rowAtSome = useCallback((index: number) => (index % 2 === 0 ? berthAt(index) : undefined), []);
		return <Berths {...args} rowAt={rowAtSome} />;
	},
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rowAt(canvasElement, 1)).toHaveAttribute('aria-busy', 'true'));
		await expect(rowAt(canvasElement, 1)?.getBoundingClientRect().height).toBe(40);
	},
};

export const Loading: Story = {
	args: { count: undefined },
	play: async ({ canvas, canvasElement }) => {
		await expect(canvas.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
		await waitFor(() => expect(rowsIn(canvasElement).length).toBeGreaterThan(10));
	},
};

/** The answer to another question is on its way. */
export const Stale: Story = { args: { stale: true } };

export const Empty: Story = {
	args: {
		count: 0,
		empty: (
			<EmptyState
				icon={<Icon name="search" />}
				title="No ship fits “Titanic”"
				description="Ships and harbours were searched."
				action={<Button variant="default">Clear search</Button>}
			/>
		),
	},
};

/** A row that somebody changed, and one whose change was refused and taken back. */
const flashes = new Map([
	['berth-1', 'changed'],
	['berth-4', 'refused'],
] as const);
export const JustChanged: Story = {
	args: { flashes },
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rowAt(canvasElement, 1)).toHaveAttribute('data-highlight', 'changed'));
		await expect(rowAt(canvasElement, 4)).toHaveAttribute('data-highlight', 'refused');
	},
};

const leavingKeys = new Set(['berth-2', 'berth-3']);
export const Leaving: Story = { args: { leavingKeys } };

export const WithActions: Story = {
	args: {
		rowActions: ({ ship }, tabIndex) => (
			<ActionIcon size="sm" aria-label={`Edit ${ship}`} tabIndex={tabIndex}>
				<Icon name="edit" />
			</ActionIcon>
		),
	},
	play: async ({ canvas }) => {
		const button = await canvas.findByRole('button', { name: 'Edit Aurora 1' });
		button.focus();
		await expect(button.parentElement).toHaveStyle({ opacity: '1' });
	},
};

export const LongText: Story = {
	render: function Render(args) {
		const long = useMemo(
			() => (index: number) => ({
				...berthAt(index),
				ship: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft '.repeat(2),
				harbour: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
			}),
			[],
		);
		return <Ticked {...args} rowAt={long} count={4} />;
	},
};

export const RightToLeft: Story = {
	globals: { direction: 'rtl' },
	render: (args) => <Ticked {...args} />,
};

/** Two lines a row, and all of it the link. */
export const Phone: Story = {
	globals: { viewport: { value: 'mobile1' } },
	render: (args) => <Ticked {...args} />,
};

/** The table begins where somebody was before they went to a row's page. */
export const ComesBack: Story = {
	args: { position: { offset: 2000, active: 52 } },
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rowAt(canvasElement, 52)).toHaveAttribute('tabindex', '0'));
		await expect(canvasElement.querySelector('table')?.parentElement?.scrollTop).toBe(2000);
	},
};
