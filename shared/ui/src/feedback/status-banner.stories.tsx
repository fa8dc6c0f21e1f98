import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Button, StatusBanner } from '../index.ts';

const meta = {
	component: StatusBanner,
	title: 'UI/Feedback/StatusBanner',
	args: { kind: 'offline' },
} satisfies Meta<typeof StatusBanner>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Offline: Story = {
	args: {
		action: (
			<Button size="xs" variant="default">
				Check again
			</Button>
		),
	},
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('status')).toHaveTextContent(/^You are offline/);
	},
};
export const Stale: Story = {
	args: {
		kind: 'stale',
		asOf: '2026-11-23T12:00:00.000Z',
		action: (
			<Button size="xs" variant="default">
				Try again
			</Button>
		),
	},
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('status')).toHaveTextContent(/^As of .*2026/);
	},
};
export const Warning: Story = {
	args: { kind: 'warning', title: '3 changes wait to be sent', children: 'They are sent when the connection is back.' },
};
export const Info: Story = { args: { kind: 'info', title: 'Grace Hopper is looking at this, too' } };
export const LongText: Story = {
	args: {
		kind: 'warning',
		title:
			'Quarterly-report-of-the-department-of-administrative-affairs-and-logistics-final-version-3.pdf was not sent',
		children:
			'The server says that this is not the picture its name promises. It was not stored. Open it, save it again as PNG, JPEG or WebP, and upload the new file.',
		action: (
			<Button size="xs" variant="default">
				Show what can be done about it
			</Button>
		),
	},
};
export const RightToLeft: Story = { ...Offline, globals: { direction: 'rtl' } };
