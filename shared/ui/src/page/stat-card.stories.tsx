import type { Meta, StoryObj } from '@storybook/react-vite';
import { Icon, SimpleGrid, StatCard } from '../index.ts';

const meta = {
	component: StatCard,
	title: 'UI/Page/StatCard',
	args: { label: 'People', value: '1,284', hint: '12 joined this week', icon: <Icon name="users" /> },
} satisfies Meta<typeof StatCard>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};
export const Loading: Story = { args: { loading: true } };
export const WithoutHint: Story = { args: { hint: undefined, icon: undefined } };

/** Loaded and loading side by side have the same height. */
export const Dashboard: Story = {
	render: () => (
		<SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
			<StatCard label="People" value="1,284" hint="12 joined this week" icon={<Icon name="users" />} />
			<StatCard label="People" value="0" hint="none" icon={<Icon name="users" />} loading />
			<StatCard label="Files" value="48,120" hint="3.1 GB" icon={<Icon name="files" />} />
			<StatCard
				label="A label that somebody wrote at length, without thinking of phones"
				value="1,284,993,021"
				hint="And a hint to match: since the first of the month, compared with the month before"
			/>
		</SimpleGrid>
	),
	play: async ({ canvasElement }) => {
		const [loaded, loading] = [...canvasElement.querySelectorAll('[aria-busy]')];
		if (loaded?.clientHeight !== loading?.clientHeight)
			throw new Error('The card changes its height when data arrives.');
	},
};
