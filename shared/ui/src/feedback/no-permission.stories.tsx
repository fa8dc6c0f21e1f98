import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Button, NoPermission } from '../index.ts';

const meta = { component: NoPermission, title: 'UI/Feedback/NoPermission', args: {} } satisfies Meta<
	typeof NoPermission
>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};
export const NamesThePermission: Story = {
	args: { permission: 'users:write', action: <Button variant="default">Back to the dashboard</Button> },
	play: async ({ canvas }) => {
		await expect(canvas.getByText('users:write')).toBeVisible();
	},
};
export const LongText: Story = {
	args: {
		title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft is not open to you',
		permission: 'donaudampfschifffahrtselektrizitaetenhauptbetriebswerk:write',
	},
};
