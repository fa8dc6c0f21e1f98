import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { BarChart } from '../charts.ts';
import { Card } from '../index.ts';

const amounts = [0, 3, 8, 2, 0, 0, 5, 12, 9, 4, 1, 0, 7, 15, 22, 18, 6, 3, 0, 2, 4, 11, 8, 8, 5, 0, 1, 9, 14, 6];
const days = amounts.map((value, index) => ({ label: `Nov ${index + 1}`, value }));

const meta = {
	component: BarChart,
	title: 'UI/Charts/BarChart',
	args: { label: 'Changes in November', data: days },
	decorators: [
		(Story) => (
			<Card maw={640}>
				<Story />
			</Card>
		),
	],
} satisfies Meta<typeof BarChart>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Screen readers get all of it as a table. */
export const Default: Story = {
	play: async ({ canvas }) => {
		const table = within(canvas.getByRole('table', { name: 'Changes in November' }));
		await expect(table.getAllByRole('row')).toHaveLength(30);
		await expect(table.getByRole('row', { name: 'Nov 15 22' })).toBeInTheDocument();
	},
};

/** One stop of the Tab key; arrows, Home and End tell each bar. */
export const Keyboard: Story = {
	play: async ({ canvas, userEvent }) => {
		await userEvent.tab();
		await expect(canvas.getByRole('img', { name: 'Changes in November' })).toHaveFocus();
		await expect(canvas.getByRole('status')).toHaveTextContent('Nov 30: 6');
		await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
		await expect(canvas.getByRole('status')).toHaveTextContent('Nov 3: 8');
		await userEvent.keyboard('{Home}{ArrowLeft}');
		await expect(canvas.getByRole('status')).toHaveTextContent('Nov 1: 0');
		await userEvent.keyboard('{End}{ArrowLeft}');
	},
};

export const RightToLeft: Story = {
	globals: { direction: 'rtl' },
	play: async ({ canvas, userEvent }) => {
		await userEvent.tab();
		await userEvent.keyboard('{Home}{ArrowLeft}');
		await expect(canvas.getByRole('status')).toHaveTextContent('Nov 2: 3');
	},
};

export const Pointer: Story = {
	play: async ({ canvas, userEvent }) => {
		const plot = canvas.getByRole('img', { name: 'Changes in November' });
		const box = plot.getBoundingClientRect();
		await userEvent.pointer({
			target: plot,
			// The middle of the 16th of 30; the middle of all is where two of them meet.
			coords: { clientX: box.left + (box.width * 15.5) / 30, clientY: box.top + 20 },
		});
		await expect(canvas.getByRole('status')).toHaveTextContent('Nov 16: 18');
	},
};

export const FewWithLongNames: Story = {
	args: {
		label: 'People by role',
		data: [
			{ label: 'Administrators of everything there is', value: 12 },
			{ label: 'Managers', value: 340 },
			{ label: 'Members', value: 12_804 },
		],
	},
};

export const FormattedValues: Story = {
	args: {
		label: 'Uploads a day',
		data: days.slice(0, 7).map(({ label, value }) => ({ label, value: value * 1.7 })),
		formatValue: (value) => `${value.toLocaleString('en', { maximumFractionDigits: 1 })} MB`,
	},
};

export const OneBar: Story = { args: { data: [{ label: 'Nov 1', value: 1 }] } };
export const Loading: Story = { args: { loading: true } };
export const Empty: Story = { args: { data: [], empty: 'Nobody changed anything this month' } };
export const OnlyZeros: Story = { args: { data: days.map(({ label }) => ({ label, value: 0 })) } };
