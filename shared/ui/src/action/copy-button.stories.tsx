import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { CopyButton } from '../index.ts';

const meta = {
	component: CopyButton,
	title: 'UI/Actions/CopyButton',
	args: { value: '0198f2b4-5d1e-7c3a-9a44-1c2f0e7d9b11', write: fn(async () => {}) },
} satisfies Meta<typeof CopyButton>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};

export const Copies: Story = {
	play: async ({ args, canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'Copy' }));
		await expect(await canvas.findByText('Copied')).toBeVisible();
		await expect(args.write).toHaveBeenCalledWith(args.value);
	},
};

export const Refused: Story = {
	args: { write: fn(() => Promise.reject(new DOMException('no', 'NotAllowedError'))) },
	play: async ({ canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'Copy' }));
		await expect(await canvas.findByText('Could not copy')).toBeVisible();
	},
};

export const OwnWords: Story = { args: { label: 'Copy the request id', size: 'sm' } };
