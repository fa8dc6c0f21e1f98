import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import { Button, type ToastItem, Toasts } from '../index.ts';

const meta = {
	component: Toasts,
	title: 'UI/Feedback/Toasts',
	parameters: { layout: 'fullscreen' },
	args: { onDismiss: fn() },
	decorators: [
		(Story) => (
			<div style={{ minHeight: 420 }}>
				<Story />
			</div>
		),
	],
} satisfies Meta<typeof Toasts>;
export default meta;
type Story = StoryObj<typeof meta>;

const items: ToastItem[] = [
	{ id: '1', tone: 'success', title: 'report.pdf was uploaded', duration: null },
	{ id: '2', tone: 'info', title: 'A new version is ready', message: 'Reload when it suits you.', duration: null },
	{ id: '3', tone: 'warning', title: 'You are offline', message: 'Changes are kept and sent later.', duration: null },
	{
		id: '4',
		tone: 'error',
		title: 'The user could not be saved',
		message: 'Somebody else changed it a moment ago. Nothing was overwritten.',
		action: (
			<Button size="xs" variant="default">
				Show the difference
			</Button>
		),
	},
];

export const Tones: Story = {
	args: { items },
	play: async ({ args, canvas, userEvent }) => {
		await userEvent.click(canvas.getAllByRole('button', { name: 'Dismiss' })[0] as HTMLElement);
		await expect(args.onDismiss).toHaveBeenCalledWith('1');
	},
};

export const LongText: Story = {
	args: {
		items: [
			{
				id: '1',
				tone: 'error',
				title: 'Quarterly-report-of-the-department-of-administrative-affairs-and-logistics-final-version-3.pdf',
				message:
					'The server says that this is not the picture its name promises. It was not stored. Open it, save it again as PNG, JPEG or WebP, and upload the new file.',
			},
		],
	},
};

export const Empty: Story = { args: { items: [] } };

/** It is announced because the live region was there before the words. */
export const ComesAndGoes: Story = {
	args: { items: [] },
	render: function Render() {
		const [shown, setShown] = useState<ToastItem[]>([]);
		return (
			<>
				<Button m="md" onClick={() => setShown([{ id: 'saved', tone: 'success', title: 'Saved', duration: 1000 }])}>
					Save
				</Button>
				<Toasts items={shown} onDismiss={(id) => setShown((all) => all.filter((item) => item.id !== id))} />
			</>
		);
	},
	play: async ({ canvas, userEvent }) => {
		const region = canvas.getByRole('list');
		await expect(region).toHaveAttribute('aria-live', 'polite');
		await userEvent.click(canvas.getByRole('button', { name: 'Save' }));
		await expect(await canvas.findByText('Saved')).toBeInTheDocument();
		await waitFor(() => expect(canvas.queryByText('Saved')).toBeNull(), { timeout: 5000 });
	},
};
