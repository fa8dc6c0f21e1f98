import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { Checkbox } from '../forms.ts';
import { Button, Icon, Popover, type PopoverProps, Stack, Text } from '../index.ts';

const meta = {
	component: Popover,
	title: 'UI/Overlay/Popover',
	args: {
		label: 'Columns',
		target: (
			<Button variant="default" leftSection={<Icon name="columns" />}>
				Columns
			</Button>
		),
		children: (close) => (
			<Stack gap="sm">
				<Checkbox label="E-mail" defaultChecked />
				<Checkbox label="Role" defaultChecked />
				<Checkbox label="Last seen" />
				<Button size="xs" onClick={close}>
					Done
				</Button>
			</Stack>
		),
	},
	decorators: [
		(Story) => (
			<div style={{ minBlockSize: 240, display: 'flex', alignItems: 'flex-start', justifyContent: 'center' }}>
				<Story />
			</div>
		),
	],
} satisfies Meta<PopoverProps>;
export default meta;
type Story = StoryObj<PopoverProps>;

/** It takes the focus, and there is nothing of it in the page before. */
export const Opened: Story = {
	play: async ({ canvas, userEvent }) => {
		await expect(screen.queryByRole('checkbox')).toBeNull();
		await userEvent.click(canvas.getByRole('button', { name: 'Columns' }));
		await expect(await screen.findByRole('dialog', { name: 'Columns' })).toBeVisible();
		await waitFor(() => expect(screen.getByRole('checkbox', { name: 'E-mail' })).toHaveFocus());
	},
};

export const ClosesAndGivesTheFocusBack: Story = {
	play: async ({ canvas, userEvent }) => {
		const target = canvas.getByRole('button', { name: 'Columns' });
		await userEvent.click(target);
		await userEvent.click(await screen.findByRole('button', { name: 'Done' }));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await expect(target).toHaveAttribute('aria-expanded', 'false');
		await expect(target).toHaveFocus();
	},
};

export const AtTheEndWithLongText: Story = {
	args: {
		position: 'bottom-end',
		children: <Text>{'A text that explains something at length, so that one sees where it wraps. '.repeat(4)}</Text>,
	},
	play: async ({ canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'Columns' }));
		await expect(await screen.findByRole('dialog')).toBeVisible();
	},
};
