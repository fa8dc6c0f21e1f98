import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Meter as MeterComponent, Progress as ProgressComponent, Stack } from '../index.ts';

/** How much of something is used, and how far some work is. */
const meta = {
	title: 'UI/Feedback/Gauges',
	decorators: [
		(Story) => (
			<Stack maw={420} gap="lg">
				<Story />
			</Stack>
		),
	],
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const Meter: Story = {
	render: () => (
		<>
			<MeterComponent label="Storage" value={1.2} max={5} valueText="1.2 of 5 GB" />
			<MeterComponent
				label="Storage, filling"
				value={4.2}
				max={5}
				valueText="4.2 of 5 GB"
				hint="Room for about 80 more pictures."
			/>
			<MeterComponent
				label="Storage, nearly full"
				value={4.95}
				max={5}
				hint="Delete files, or ask an administrator for more."
			/>
			<MeterComponent label="Storage, over" value={6} max={5} />
			<MeterComponent label="Storage, none yet" value={0} max={0} />
			<MeterComponent label="Only for screen readers" value={2} max={5} hideLabel />
			<MeterComponent
				label="Storage of the department of administrative affairs and logistics"
				value={3}
				max={5}
				valueText="3,145,728 of 5,242,880 kilobytes"
			/>
		</>
	),
	play: async ({ canvas }) => {
		const meter = canvas.getByRole('meter', { name: 'Storage' });
		await expect(meter).toHaveAttribute('aria-valuetext', '1.2 of 5 GB');
		await expect(canvas.getByRole('meter', { name: 'Storage, over' })).toHaveAttribute('aria-valuenow', '5');
	},
};

export const Progress: Story = {
	render: () => (
		<>
			<ProgressComponent label="Uploading report.pdf" value={42} hint="2 min left" />
			<ProgressComponent label="Importing" value={1200} max={5000} valueText="1,200 of 5,000" />
			<ProgressComponent label="Preparing the export" value={null} />
			<ProgressComponent label="report.pdf" value={100} tone="success" valueText="Done" />
			<ProgressComponent label="report.pdf, paused" value={60} tone="warning" valueText="Paused" />
			<ProgressComponent label="report.pdf, failed" value={60} tone="danger" valueText="Failed" />
			<ProgressComponent
				label="Quarterly-report-of-the-department-of-administrative-affairs-and-logistics-final-version-3.pdf"
				value={7}
			/>
		</>
	),
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('progressbar', { name: 'Importing' })).toHaveAttribute(
			'aria-valuetext',
			'1,200 of 5,000',
		);
		await expect(canvas.getByRole('progressbar', { name: 'Preparing the export' })).not.toHaveAttribute(
			'aria-valuenow',
		);
	},
};
