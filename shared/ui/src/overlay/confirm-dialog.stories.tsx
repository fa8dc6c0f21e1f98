import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen } from 'storybook/test';
import { ConfirmDialog } from '../index.ts';

const meta = {
	component: ConfirmDialog,
	title: 'UI/Overlay/ConfirmDialog',
	args: {
		opened: true,
		onCancel: fn(),
		onConfirm: fn(),
		title: 'Delete report.pdf?',
		children: 'The file is removed for everybody. This cannot be undone.',
		confirmLabel: 'Delete file',
		danger: true,
	},
} satisfies Meta<typeof ConfirmDialog>;
export default meta;
type Story = StoryObj<typeof meta>;

/** What destroys does not have the focus: pressing Enter at once keeps everything. */
export const Danger: Story = {
	play: async ({ args, userEvent }) => {
		const dialog = screen.getByRole('alertdialog', { name: 'Delete report.pdf?' });
		await expect(dialog).toHaveAccessibleDescription(/cannot be undone/);
		await expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
		await userEvent.tab();
		await expect(screen.getByRole('button', { name: 'Delete file' })).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await expect(args.onConfirm).toHaveBeenCalledOnce();
		await expect(args.onCancel).not.toHaveBeenCalled();
	},
};

export const Plain: Story = {
	args: {
		title: 'Sign out everywhere?',
		children: 'You stay signed in here.',
		confirmLabel: 'Sign out elsewhere',
		danger: false,
	},
	play: async () => {
		await expect(screen.getByRole('button', { name: 'Sign out elsewhere' })).toHaveFocus();
	},
};

export const EscapeCancels: Story = {
	play: async ({ args }) => {
		const pressed = new Event('cancel', { cancelable: true });
		screen.getByRole('alertdialog').dispatchEvent(pressed);
		await expect(args.onCancel).toHaveBeenCalledOnce();
		await expect(pressed.defaultPrevented).toBe(true);
	},
};

export const UnderWay: Story = {
	args: { loading: true },
	play: async ({ args }) => {
		screen.getByRole('alertdialog').dispatchEvent(new Event('cancel', { cancelable: true }));
		await expect(args.onCancel).not.toHaveBeenCalled();
		await expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
	},
};

export const LongText: Story = {
	args: {
		title: 'Delete Quarterly-report-of-the-department-of-administrative-affairs-final-version-3.pdf?',
		confirmLabel: 'Delete the file and its thumbnails',
		cancelLabel: 'Keep the file where it is',
	},
};
