import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Badge } from '../index.ts';
import { Tabs } from '../tabs.ts';

const meta = { title: 'UI/Tabs' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const TabsOfAPage: Story = {
	render: () => (
		<Tabs defaultValue="profile">
			<Tabs.List>
				<Tabs.Tab value="profile">Profile</Tabs.Tab>
				<Tabs.Tab value="files" rightSection={<Badge size="sm">12</Badge>}>
					Files
				</Tabs.Tab>
				<Tabs.Tab value="audit" disabled>
					Audit
				</Tabs.Tab>
			</Tabs.List>
			<Tabs.Panel value="profile" pt="md">
				What is known of the person.
			</Tabs.Panel>
			<Tabs.Panel value="files" pt="md">
				What the person has uploaded.
			</Tabs.Panel>
		</Tabs>
	),
	play: async ({ canvas, userEvent }) => {
		canvas.getByRole('tab', { name: 'Profile' }).focus();
		await userEvent.keyboard('{ArrowRight}');
		await expect(canvas.getByRole('tab', { name: /Files/ })).toHaveAttribute('aria-selected', 'true');
		await expect(canvas.getByText('What the person has uploaded.')).toBeVisible();
	},
};
