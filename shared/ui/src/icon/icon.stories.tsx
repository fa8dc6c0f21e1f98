import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Icon, iconNames, SimpleGrid, Stack, Text } from '../index.ts';

const meta = { component: Icon, title: 'UI/Icon' } satisfies Meta<typeof Icon>;
export default meta;
type Story = StoryObj<typeof meta>;

export const All: Story = {
	args: { name: 'users' },
	render: () => (
		<SimpleGrid cols={{ base: 3, xs: 4, sm: 6, md: 8 }}>
			{iconNames.map((name) => (
				<Stack key={name} align="center" gap="xs" p="xs">
					<Icon name={name} size={20} />
					<Text size="xs" c="dimmed">
						{name}
					</Text>
				</Stack>
			))}
		</SimpleGrid>
	),
};

export const WithMeaning: Story = {
	args: { name: 'wifi-off', label: 'Offline' },
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('img', { name: 'Offline' })).toBeVisible();
	},
};

export const UnknownName: Story = { args: { name: 'from-a-newer-manifest', label: 'Something new' } };
