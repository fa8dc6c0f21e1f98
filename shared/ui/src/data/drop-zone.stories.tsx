import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import { DropZone } from '../data.ts';

const meta = {
	component: DropZone,
	title: 'UI/Data/DropZone',
	args: {
		onFiles: fn(),
		onReject: fn(),
		accept: ['image/*', '.pdf'],
		maxSize: 1000,
		hint: 'Images and PDF, up to 10 MB',
	},
} satisfies Meta<typeof DropZone>;
export default meta;
type Story = StoryObj<typeof meta>;

const picture = new File(['picture'], 'a.png', { type: 'image/png' });
const pdf = new File(['pdf'], 'B.PDF');
const program = new File(['program'], 'c.exe', { type: 'application/x-msdownload' });
const large = new File(['x'.repeat(1001)], 'd.png', { type: 'image/png' });

const drag = (type: 'dragenter' | 'drop', zone: Element | null, ...files: File[]) => {
	const dataTransfer = new DataTransfer();
	for (const file of files) dataTransfer.items.add(file);
	zone?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
};

export const Choosing: Story = {
	play: async ({ args, canvas, userEvent }) => {
		const input = canvas.getByLabelText('Choose files or drop them here');
		await expect(input).toHaveAccessibleDescription('Images and PDF, up to 10 MB');
		await userEvent.upload(input, [picture]);
		await expect(args.onFiles).toHaveBeenCalledWith([picture]);
		await userEvent.upload(input, [picture]);
		await expect(args.onFiles).toHaveBeenCalledTimes(2);
	},
};

export const Dropping: Story = {
	play: async ({ args, canvasElement }) => {
		const zone = canvasElement.querySelector('label');
		drag('dragenter', zone, picture);
		await waitFor(() => expect(zone).toHaveAttribute('data-over'));
		drag('drop', zone, picture, pdf, program, large);
		await waitFor(() => expect(zone).not.toHaveAttribute('data-over'));
		await expect(args.onFiles).toHaveBeenCalledWith([picture, pdf]);
		await expect(args.onReject).toHaveBeenCalledWith([
			{ file: program, reason: 'type' },
			{ file: large, reason: 'size' },
		]);
	},
};

export const Over: Story = {
	play: async ({ canvasElement }) => {
		const zone = canvasElement.querySelector('label');
		drag('dragenter', zone, picture);
		await waitFor(() => expect(zone).toHaveAttribute('data-over'));
	},
};

export const Disabled: Story = {
	args: { disabled: true },
	play: async ({ args, canvas, canvasElement }) => {
		await expect(canvas.getByLabelText('Choose files or drop them here')).toBeDisabled();
		drag('drop', canvasElement.querySelector('label'), picture);
		await expect(args.onFiles).not.toHaveBeenCalled();
	},
};

export const OwnWords: Story = {
	args: {
		children: 'Drop a picture of yourself here, or press to choose one.',
		label: 'Choose a picture',
		hint: undefined,
	},
};
