import { formatDate } from '@flotilla/i18n';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn } from 'storybook/test';
import { DataTable, type DataTableColumn, type DataTableProps, type DataTableSort } from '../data.ts';
import { ActionIcon, Button, EmptyState, Group, Icon, PersonAvatar, StatusDot } from '../index.ts';

interface Person {
	id: string;
	firstName: string;
	lastName: string;
	email: string;
	role: string;
	active: boolean;
	files: number;
	createdAt: string;
}

const names = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Łukasz Żak', 'Katherine Johnson', 'Edsger Dijkstra'];
const people: Person[] = Array.from({ length: 12 }, (_, index) => {
	const [firstName = '', lastName = ''] = (names[index % names.length] ?? '').split(' ');
	return {
		id: `person-${index}`,
		firstName,
		lastName,
		email: `${firstName}.${lastName}@example.com`.toLowerCase(),
		role: index % 5 === 0 ? 'Administrator' : 'Member',
		active: index % 4 !== 3,
		files: (index * 7919) % 1500,
		createdAt: new Date(Date.UTC(2026, index % 12, 3 + index)).toISOString(),
	};
});

const columns: DataTableColumn<Person>[] = [
	{
		key: 'name',
		header: 'Name',
		sortable: true,
		skeletonWidth: '18ch',
		render: (person) => (
			<Group component="span" gap="xs" wrap="nowrap" display="inline-flex">
				<PersonAvatar firstName={person.firstName} lastName={person.lastName} size={24} />
				{person.firstName} {person.lastName}
			</Group>
		),
	},
	{ key: 'email', header: 'E-mail', sortable: true, hideBelow: 'sm' },
	{ key: 'role', header: 'Role', sortable: true, skeletonWidth: '9ch' },
	{
		key: 'status',
		header: 'Status',
		skeletonWidth: '7ch',
		render: ({ active }) => (
			<StatusDot tone={active ? 'success' : 'neutral'}>{active ? 'Active' : 'Inactive'}</StatusDot>
		),
	},
	{
		key: 'files',
		header: 'Files',
		align: 'end',
		sortable: true,
		hideBelow: 'md',
		skeletonWidth: '4ch',
		render: ({ files }) => files.toLocaleString('en'),
	},
	{
		key: 'createdAt',
		header: 'Joined',
		sortable: true,
		hideBelow: 'md',
		render: (p) => formatDate(p.createdAt, 'date', 'en'),
	},
];

const People = (props: DataTableProps<Person>) => <DataTable<Person> {...props} />;

const meta = {
	component: People,
	title: 'UI/Data/DataTable',
	args: {
		label: 'People',
		columns,
		rows: people,
		rowKey: ({ id }) => id,
		sort: { by: 'name', order: 'asc' },
		onSort: fn(),
		onRowHref: ({ id }) => `#${id}`,
	},
} satisfies Meta<typeof People>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ canvas }) => {
		for (const row of canvas.getAllByRole('row').slice(1)) await expect(row.getBoundingClientRect().height).toBe(40);
		await expect(canvas.getAllByRole('link', { name: /Alan Turing/ })[0]).toHaveAttribute('href', '#person-2');
	},
};

/** A header sorts up first, then down; the sorted one says so. */
export const Sorting: Story = {
	render: function Render(args) {
		const [sort, setSort] = useState<DataTableSort>({ by: 'role', order: 'asc' });
		return <People {...args} sort={sort} onSort={setSort} />;
	},
	play: async ({ canvas, userEvent }) => {
		const header = canvas.getByRole('columnheader', { name: /Name/ });
		await expect(header).toHaveAttribute('aria-sort', 'none');
		await userEvent.click(canvas.getByRole('button', { name: /Name/ }));
		await expect(header).toHaveAttribute('aria-sort', 'ascending');
		await userEvent.click(canvas.getByRole('button', { name: /Name/ }));
		await expect(header).toHaveAttribute('aria-sort', 'descending');
		await expect(canvas.getByRole('columnheader', { name: /Role/ })).toHaveAttribute('aria-sort', 'none');
		await expect(canvas.getByRole('columnheader', { name: 'Status' })).not.toHaveAttribute('aria-sort');
	},
};

/** Nothing jumps when the rows come: the skeletons have their height. */
export const Loading: Story = {
	args: { rows: [], loading: true, skeletonRows: 12 },
	play: async ({ canvasElement, canvas }) => {
		await expect(canvas.getByRole('table')).toHaveAttribute('aria-busy', 'true');
		const rows = [...canvasElement.querySelectorAll('tbody tr')];
		await expect(rows).toHaveLength(12);
		for (const row of rows) await expect(row.getBoundingClientRect().height).toBe(40);
	},
};

export const Refreshing: Story = { args: { loading: true } };

export const Empty: Story = {
	args: {
		rows: [],
		empty: (
			<EmptyState
				icon={<Icon name="search" size={20} />}
				title="Nobody matches «Anderssen»"
				description="Try a shorter part of the name."
				action={<Button variant="default">Clear the search</Button>}
			/>
		),
	},
};

export const WithActions: Story = {
	args: {
		rowProps: ({ id }) => ({ 'data-testid': id }),
		rowActions: ({ firstName }) => (
			<ActionIcon size="sm" color="red" aria-label={`Delete ${firstName}`}>
				<Icon name="trash" />
			</ActionIcon>
		),
	},
	play: async ({ canvas }) => {
		const button = canvas.getAllByRole('button', { name: 'Delete Alan' })[0] as HTMLElement;
		button.focus();
		await expect(button.parentElement).toHaveStyle({ opacity: '1' });
		await expect(canvas.getByTestId('person-2')).toContainElement(button);
	},
};

export const JustChanged: Story = { args: { highlightKeys: new Set(['person-1', 'person-4']) } };

export const LongText: Story = {
	args: {
		rows: [
			{
				...(people[0] as Person),
				firstName: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft',
				lastName: 'schafersschafewarenwohlgepflegeundsorgfaltigkeitbeschutzen',
				email: 'a-very-long-local-part-of-an-address-that-hardly-fits-anywhere@a-subdomain-of-a-company.example.com',
			},
			...people.slice(1, 4),
		],
	},
};

/** One column takes what is left and is cut, another wraps. */
export const Truncated: Story = {
	args: {
		columns: columns.map((column) => ({ ...column, truncate: column.key === 'name', wrap: column.key === 'email' })),
		rows: LongText.args?.rows ?? [],
	},
};

export const StickyHead: Story = { args: { maxHeight: '16rem' } };
