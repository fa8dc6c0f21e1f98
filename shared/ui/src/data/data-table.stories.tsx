import { formatDate } from '@flotilla/i18n';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { DataTable, type DataTableColumn, type DataTableProps } from '../data.ts';
import { Button, EmptyState, Group, Icon, PersonAvatar, StatusDot } from '../index.ts';

interface Person {
	id: string;
	firstName: string;
	lastName: string;
	email: string;
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
		active: index % 4 !== 3,
		files: (index * 7919) % 1500,
		createdAt: new Date(Date.UTC(2026, index % 12, 3 + index)).toISOString(),
	};
});

const columns: DataTableColumn<Person>[] = [
	{
		key: 'name',
		header: 'Name',
		render: (person) => (
			<Group component="span" gap="xs" wrap="nowrap" display="inline-flex">
				<PersonAvatar firstName={person.firstName} lastName={person.lastName} size={24} />
				{person.firstName} {person.lastName}
			</Group>
		),
	},
	{ key: 'email', header: 'E-mail', hideBelow: 'sm', render: ({ email }) => email },
	{
		key: 'status',
		header: 'Status',
		render: ({ active }) => (
			<StatusDot tone={active ? 'success' : 'neutral'}>{active ? 'Active' : 'Inactive'}</StatusDot>
		),
	},
	{ key: 'files', header: 'Files', align: 'end', width: '6rem', render: ({ files }) => files.toLocaleString('en') },
	{ key: 'createdAt', header: 'Joined', render: (person) => formatDate(person.createdAt, 'date', 'en') },
];

const People = (props: DataTableProps<Person>) => <DataTable<Person> {...props} />;

const meta = {
	component: People,
	title: 'UI/Data/DataTable',
	args: { label: 'People', columns, rows: people, rowKey: ({ id }) => id, empty: null },
} satisfies Meta<typeof People>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Nothing in it takes the focus, so what scrolls does. */
export const Default: Story = {
	play: async ({ canvas, userEvent }) => {
		for (const row of canvas.getAllByRole('row').slice(1)) await expect(row.getBoundingClientRect().height).toBe(40);
		await userEvent.tab();
		await expect(canvas.getByRole('region', { name: 'People' })).toHaveFocus();
	},
};

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

/** One column lets its text run over several lines. */
export const Wrapping: Story = {
	args: {
		columns: columns.map((column) => ({ ...column, wrap: column.key === 'email' })),
		rows: LongText.args?.rows ?? [],
	},
};
