import { formatBytes } from '@flotilla/i18n';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { DescriptionList, FileThumbnail, Table } from '../data.ts';
import { Badge, Group, RelativeTime, Stack, StatusDot, Text } from '../index.ts';

const meta = { title: 'UI/Data' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const DescriptionListOfAPerson: Story = {
	render: () => (
		<Stack maw={560}>
			<DescriptionList
				items={[
					{ label: 'E-mail', value: 'ada.lovelace@example.com' },
					{ label: 'Role', value: <Badge>Administrator</Badge> },
					{ label: 'Status', value: <StatusDot tone="success">Active</StatusDot> },
					{ label: 'Last sign-in', value: null },
					{
						label: 'A name somebody wrote at length',
						value: '0198f2b4-5d1e-7c3a-9a44-1c2f0e7d9b11-0198f2b4-5d1e-7c3a-9a44-1c2f0e7d9b11-0198f2b4',
					},
				]}
			/>
		</Stack>
	),
};

const now = Date.UTC(2026, 10, 23, 12);

export const FileThumbnailAndRelativeTime: Story = {
	render: () => (
		<Stack gap="sm">
			{[
				{ type: 'application/pdf', name: 'report.pdf', size: 1_437_221, ago: 40_000 },
				{ type: 'image/png', name: 'diagram.png', size: 84_410, ago: 3_600_000 * 5 },
				{ type: 'application/zip', name: 'archive.zip', size: 999_999_999, ago: 86_400_000 * 40 },
			].map(({ type, name, size, ago }) => (
				<Group key={name} gap="sm">
					<FileThumbnail mimeType={type} alt="" />
					<Text fw={500}>{name}</Text>
					<Text c="dimmed" size="sm">
						{formatBytes(size, 'en')} · <RelativeTime value={now - ago} now={() => now} locale="en" />
					</Text>
				</Group>
			))}
			<Group gap="sm">
				<FileThumbnail
					mimeType="image/svg+xml"
					alt="A blue circle"
					src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' fill='%23c9cefb'/%3E%3Ccircle cx='16' cy='16' r='10' fill='%235059d1'/%3E%3C/svg%3E"
				/>
				<FileThumbnail mimeType="image/png" alt="A picture that is gone" src="data:image/png;base64,broken" size={48} />
			</Group>
		</Stack>
	),
	play: async ({ canvas }) => {
		await expect(await canvas.findByRole('img', { name: 'A picture that is gone' })).toBeVisible();
		await expect(canvas.getByText(/1\.4 MB/)).toHaveTextContent('1.4 MB · now');
		await expect(canvas.getByText(/953\.7 MB|954 MB/)).toBeVisible();
	},
};

export const TableAlone: Story = {
	render: () => (
		<Table>
			<Table.Thead>
				<Table.Tr>
					<Table.Th>App</Table.Th>
					<Table.Th>Build</Table.Th>
					<Table.Th data-align="end">Size</Table.Th>
				</Table.Tr>
			</Table.Thead>
			<Table.Tbody>
				<Table.Tr>
					<Table.Td>users</Table.Td>
					<Table.Td>1.4.2</Table.Td>
					<Table.Td data-align="end">{formatBytes(18_220, 'en')}</Table.Td>
				</Table.Tr>
				<Table.Tr>
					<Table.Td>files</Table.Td>
					<Table.Td>2.0.0</Table.Td>
					<Table.Td data-align="end">{formatBytes(9_140, 'en')}</Table.Td>
				</Table.Tr>
			</Table.Tbody>
		</Table>
	),
};

export const RelativeTimeOfManyAges: Story = {
	render: () => (
		<Stack gap="xs">
			{[20_000, 90_000, 3_600_000 * 5, 86_400_000, 86_400_000 * 40, -3_600_000 * 3].map((ago) => (
				<RelativeTime key={ago} value={now - ago} now={() => now} locale="en" />
			))}
			<span>
				Of no date there is nothing: <RelativeTime value="soon" />
			</span>
		</Stack>
	),
	play: async ({ canvas }) => {
		await expect(canvas.getByText('1 minute ago')).toBeVisible();
		await expect(canvas.getByText('in 3 hours')).toBeVisible();
	},
};
