import type { Meta, StoryObj } from '@storybook/react-vite';
import { Sparkline } from '../charts.ts';
import { Group, SimpleGrid, StatCard } from '../index.ts';

const values = [4, 6, 5, 9, 12, 8, 14, 13, 18, 15, 21, 24];

const meta = {
	component: Sparkline,
	title: 'Charts/Sparkline',
	args: { label: 'Sign-ins of the last twelve days, rising from 4 to 24', values },
	decorators: [
		(Story) => (
			<div style={{ maxInlineSize: 240 }}>
				<Story />
			</div>
		),
	],
} satisfies Meta<typeof Sparkline>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};
export const RightToLeft: Story = { globals: { direction: 'rtl' } };
export const OneValue: Story = { args: { values: [3], label: 'One day with 3 sign-ins' } };
export const OnlyZeros: Story = { args: { values: [0, 0, 0], label: 'No sign-ins' } };
export const Nothing: Story = { args: { values: [], label: 'Nothing is known yet' } };
export const Loading: Story = { args: { loading: true } };

export const InACard: Story = {
	decorators: [],
	render: (args) => (
		<SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
			<StatCard
				label="Sign-ins"
				value={
					<Group wrap="nowrap" gap="md" w="100%">
						<span style={{ flex: 'none' }}>24</span>
						<Sparkline {...args} />
					</Group>
				}
				hint="today"
			/>
		</SimpleGrid>
	),
};
