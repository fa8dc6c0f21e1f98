import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { DonutChart } from '../charts.ts';
import { Card } from '../index.ts';

const meta = {
	component: DonutChart,
	title: 'Charts/DonutChart',
	args: {
		label: 'Storage by type',
		data: [
			{ label: 'Images', value: 1840 },
			{ label: 'PDF', value: 920 },
			{ label: 'Video', value: 610 },
			{ label: 'Text', value: 133 },
			{ label: 'Audio', value: 58 },
			{ label: 'Other', value: 12 },
		],
		formatValue: (value) => `${value.toLocaleString('en')} MB`,
	},
	decorators: [
		(Story) => (
			<Card maw={520}>
				<Story />
			</Card>
		),
	],
} satisfies Meta<typeof DonutChart>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The table beside it says all of it; nothing hangs on telling colours apart. */
export const Default: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('table', { name: 'Storage by type' })).toBeVisible();
		await expect(canvas.getByRole('row', { name: 'PDF 920 MB 26%' })).toBeVisible();
	},
};

export const PointingAtALine: Story = {
	play: async ({ canvas, canvasElement, userEvent }) => {
		await userEvent.hover(canvas.getByRole('row', { name: /Video/ }));
		await expect(canvasElement.querySelectorAll('[data-quiet]')).toHaveLength(5);
	},
};

export const RightToLeft: Story = { globals: { direction: 'rtl' } };
export const OnePart: Story = { args: { data: [{ label: 'Images', value: 1 }] } };

export const TinyPartsAndLongNames: Story = {
	args: {
		data: [
			{ label: 'Quarterly reports of the department of administrative affairs and logistics', value: 99_980 },
			{ label: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungen', value: 15 },
			{ label: 'None', value: 0 },
		],
	},
};

export const CentreOfItsOwn: Story = { args: { centre: '36 %' } };
export const Loading: Story = { args: { loading: true } };
export const Empty: Story = { args: { data: [], empty: 'There are no files yet' } };
