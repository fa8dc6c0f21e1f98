import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { SupportDetails } from './support-details.tsx';

const meta: Meta<typeof SupportDetails> = {
	title: 'UI/Feedback/SupportDetails',
	component: SupportDetails,
	args: {
		entries: [
			{ label: 'Part of the page', value: 'files 1.4.0' },
			{ label: 'Run by', value: 'team-files' },
			{ label: 'Composition', value: 'c-3f9a12d0' },
			{ label: 'Request', value: undefined },
		],
		copyLabel: 'Copy details',
	},
};
export default meta;
type Story = StoryObj<typeof SupportDetails>;

export const Facts: Story = {
	play: async ({ canvasElement }) => {
		await expect(within(canvasElement).queryByText('Request')).toBeNull();
	},
};

const withClipboard = (fake: unknown) => {
	const { clipboard } = navigator;
	Object.defineProperty(navigator, 'clipboard', { value: fake, configurable: true });
	return () => Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
};
const written: string[] = [];

export const Copied: Story = {
	beforeEach: () => {
		written.length = 0;
		return withClipboard({ writeText: async (text: string) => void written.push(text) });
	},
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(canvas.getByRole('button', { name: 'Copy details' }));
		await canvas.findByRole('button', { name: 'Copied' });
		await expect(written).toEqual(['Part of the page: files 1.4.0\nRun by: team-files\nComposition: c-3f9a12d0']);
	},
};

/** A page without a secure context has no clipboard: the facts are marked, for the person's own command. */
export const Refused: Story = {
	beforeEach: () => withClipboard(undefined),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(canvas.getByRole('button', { name: 'Copy details' }));
		await canvas.findByRole('button', { name: 'Could not copy' });
		await expect(getSelection()?.toString()).toMatch(/files 1\.4\.0[\s\S]*c-3f9a12d0/);
	},
};

export const LongTexts: Story = {
	args: {
		entries: [
			{ label: 'Composition', value: 'c-'.padEnd(180, '0123456789abcdef') },
			{ label: 'A label that is longer than usual', value: 'short' },
		],
	},
};
