import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { ErrorCard } from '../index.ts';

const meta = {
	component: ErrorCard,
	title: 'UI/Feedback/ErrorCard',
	args: {
		title: 'The users could not be loaded',
		description: 'Nothing was changed. Check your connection and try again.',
		onRetry: fn(),
	},
} satisfies Meta<typeof ErrorCard>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
	play: async ({ args, canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await expect(args.onRetry).toHaveBeenCalledOnce();
	},
};

export const WithDetails: Story = {
	args: {
		requestId: '0198f2b4-5d1e-7c3a-9a44-1c2f0e7d9b11',
		details: 'RemoteLoadError: users 1.4.2 did not answer within 5000 ms\n    at load (remote-entry.8f3a.js:1:2204)',
	},
	play: async ({ canvas, userEvent }) => {
		await userEvent.click(canvas.getByText('Details'));
		await expect(canvas.getByText(/did not answer/)).toBeVisible();
	},
};

export const Retrying: Story = { args: { retrying: true } };

export const TitleAlone: Story = {
	args: { title: 'This part of the page is not available' },
	render: ({ title }) => <ErrorCard title={title} />,
};

export const LongText: Story = {
	args: {
		title:
			'https://example.com/a/very/long/address/without/any/place/where/a/browser/would/like/to/break/the/line?and=a&query=string',
		description:
			'What you typed is still here and nothing was sent. The service answered after more than five seconds three times in a row, so we stopped asking; it will be asked again in a minute, or as soon as you press the button.',
	},
};
