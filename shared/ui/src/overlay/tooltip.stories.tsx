import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { ActionIcon, Icon, Tooltip } from '../index.ts';

const meta = {
	component: Tooltip,
	title: 'UI/Overlay/Tooltip',
	args: {
		label: 'Everybody in the team sees it',
		openDelay: 0,
		children: (
			<ActionIcon aria-label="Share">
				<Icon name="users" />
			</ActionIcon>
		),
	},
	decorators: [
		(Story) => (
			<div style={{ padding: '4rem', display: 'flex', justifyContent: 'center' }}>
				<Story />
			</div>
		),
	],
} satisfies Meta<typeof Tooltip>;
export default meta;
type Story = StoryObj<typeof meta>;

export const OnHover: Story = {
	play: async ({ canvas, userEvent }) => {
		const target = canvas.getByRole('button', { name: 'Share' });
		await userEvent.hover(target);
		await expect(await screen.findByRole('tooltip')).toBeVisible();
		await expect(target).toHaveAccessibleDescription('Everybody in the team sees it');
	},
};

export const OnFocusUntilEscape: Story = {
	play: async ({ userEvent }) => {
		await userEvent.tab();
		await expect(await screen.findByRole('tooltip')).toBeVisible();
		await userEvent.keyboard('{Escape}');
		await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
	},
};

export const BelowWithLongText: Story = {
	args: {
		position: 'bottom',
		label: 'Everybody in the team sees it, and whoever has the address of the page; nobody else does.',
	},
	play: async ({ canvas, userEvent }) => {
		await userEvent.hover(canvas.getByRole('button', { name: 'Share' }));
		await expect(await screen.findByRole('tooltip')).toBeVisible();
	},
};
