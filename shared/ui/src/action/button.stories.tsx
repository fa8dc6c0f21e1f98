import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import { Button, Group, Icon, Stack } from '../index.ts';

const onPress = fn();

const meta = {
	component: Button,
	title: 'UI/Actions/Button',
	// Without the event: a call is written to the log of the Storybook, with the window that an event names.
	args: { children: 'Save changes', onClick: () => onPress() },
} satisfies Meta<typeof Button>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ canvas, userEvent }) => {
		onPress.mockClear();
		await userEvent.tab();
		await userEvent.keyboard('{Enter}');
		await expect(onPress).toHaveBeenCalledOnce();
		await expect(canvas.getByRole('button', { name: 'Save changes' })).toHaveFocus();
	},
};

/** One `filled` button a page: what most people come for. */
export const Variants: Story = {
	render: () => (
		<Stack>
			{(['filled', 'default', 'light', 'outline', 'subtle'] as const).map((variant) => (
				<Group key={variant}>
					<Button variant={variant}>Save changes</Button>
					<Button variant={variant} leftSection={<Icon name="upload" />}>
						Upload
					</Button>
					{variant === 'default' ? null : (
						<Button variant={variant} color="red">
							Delete file
						</Button>
					)}
					<Button variant={variant} disabled>
						Disabled
					</Button>
					<Button variant={variant} loading>
						Saving
					</Button>
				</Group>
			))}
		</Stack>
	),
};

export const Sizes: Story = {
	render: () => (
		<Group>
			<Button size="xs">Extra small</Button>
			<Button size="sm">Small</Button>
			<Button size="md">Medium</Button>
			<Button size="lg">Large</Button>
		</Group>
	),
};

/** It keeps its width, its name and the focus, and takes no second press. */
export const Loading: Story = {
	args: { loading: true },
	play: async ({ canvas, userEvent }) => {
		onPress.mockClear();
		const button = canvas.getByRole('button', { name: 'Save changes' });
		await expect(button).toHaveAttribute('aria-disabled', 'true');
		await userEvent.tab();
		await expect(button).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await userEvent.click(button);
		await expect(onPress).not.toHaveBeenCalled();
	},
};

/** Whoever pressed it by keyboard is still there when it has failed. */
export const LoadingFromAPress: Story = {
	render: () => {
		const [isSaving, setSaving] = useState(false);
		const save = () => {
			setSaving(true);
			setTimeout(() => setSaving(false), 200);
		};
		return (
			<Button loading={isSaving} onClick={save}>
				Save changes
			</Button>
		);
	},
	play: async ({ canvas, userEvent }) => {
		const button = canvas.getByRole('button', { name: 'Save changes' });
		await userEvent.tab();
		await userEvent.keyboard('{Enter}');
		await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'true'));
		await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
		await expect(button).toHaveFocus();
		await expect(canvas.getByRole('button')).toBe(button);
	},
};

export const Disabled: Story = { args: { disabled: true } };
export const LongLabel: Story = {
	args: { children: 'Send the invitation to everybody who has not answered yet' },
	decorators: [
		(Story) => (
			<div style={{ maxInlineSize: 220 }}>
				<Story />
			</div>
		),
	],
};
export const AsLink: Story = {
	render: () => (
		<Button component="a" href="#users" rightSection={<Icon name="arrow-right" size={14} />}>
			All users
		</Button>
	),
};
