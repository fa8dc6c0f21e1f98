import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Badge, Icon, NavLink, Stack } from '../index.ts';

const meta = {
	title: 'UI/Page/NavLink',
	decorators: [
		(Story) => (
			<Stack component="nav" aria-label="Main" gap={2} maw={224}>
				<Story />
			</Stack>
		),
	],
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const States: Story = {
	render: () => (
		<>
			<NavLink href="#dashboard" label="Dashboard" leftSection={<Icon name="dashboard" />} />
			<NavLink href="#users" label="Users" leftSection={<Icon name="users" />} active />
			<NavLink
				href="#files"
				label="Files"
				leftSection={<Icon name="files" />}
				rightSection={<Badge size="sm">12</Badge>}
			/>
			<NavLink href="#plain" label="Without an icon" />
			<NavLink
				href="#long"
				label="Administrative affairs and logistics of the whole department"
				leftSection={<Icon name="settings" />}
			/>
		</>
	),
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('link', { name: 'Users' })).toHaveAttribute('aria-current', 'page');
	},
};
