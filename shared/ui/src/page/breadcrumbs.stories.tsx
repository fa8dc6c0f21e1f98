import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Anchor, Breadcrumbs } from '../index.ts';

const meta = {
	component: Breadcrumbs,
	title: 'UI/Page/Breadcrumbs',
	args: {
		children: [
			<Anchor key="users" href="#users">
				Users
			</Anchor>,
			<Anchor key="admins" href="#admins">
				Administrators
			</Anchor>,
		],
	},
} satisfies Meta<typeof Breadcrumbs>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('navigation', { name: 'Breadcrumbs' })).toBeVisible();
	},
};
export const RightToLeft: Story = { globals: { direction: 'rtl' } };
export const Single: Story = {
	args: {
		children: (
			<Anchor href="#users" key="users">
				Users
			</Anchor>
		),
	},
};
export const LongText: Story = {
	args: {
		children: Array.from({ length: 6 }, (_, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: they are all alike.
			<Anchor key={index} href="#folder">
				Department of administrative affairs and logistics
			</Anchor>
		)),
	},
};
export const Nothing: Story = { args: { children: [] } };
