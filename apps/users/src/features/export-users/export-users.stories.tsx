import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { buildPeople } from '../../stories/people.ts';
import { ExportUsers } from './export-users.view.tsx';

interface Args {
	query: Parameters<typeof ExportUsers>[0]['query'];
	total: number | undefined;
}

const meta: Meta<Args> = {
	title: 'Users/Export',
	args: { query: {}, total: 512 },
	render: (args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users">
			<ExportUsers {...args} />
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj<Args>;

const inWorld = (options: StoryWorldOptions = {}): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld({ users: buildPeople(512), ...options }) })],
});
const open = async (canvasElement: HTMLElement) => {
	await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Export' }));
	return within(await screen.findByRole('dialog', { name: 'Export people' }));
};

export const Opened: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const dialog = await open(canvasElement);
		await dialog.findByText('512 people');
	},
};

/** What the list is narrowed by goes along, and the file is saved. */
export const Exported: Story = {
	args: { query: { role: 'manager', sortBy: 'email' }, total: 128 },
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const dialog = await open(canvasElement);
		await userEvent.click(dialog.getByRole('checkbox', { name: 'For Excel' }));
		await userEvent.click(dialog.getByRole('button', { name: 'Export' }));
		await dialog.findByText(/^people-\d{4}-\d\d-\d\d\.csv was saved/);
		const { requests } = (loaded.world as StoryWorld).backend;
		const asked = new URL(requests.find(({ endpoint }) => endpoint === '/users/export')?.url ?? '', location.href)
			.searchParams;
		await expect(Object.fromEntries(asked)).toEqual({ bom: '1', role: 'manager', sortBy: 'email' });
	},
};

/** It can be given up, and nothing is saved then. */
export const Cancelled: Story = {
	...inWorld({ answers: { 'GET /users/export': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const dialog = await open(canvasElement);
		await userEvent.click(dialog.getByRole('button', { name: 'Export' }));
		await dialog.findByText(/^Exporting/);
		await userEvent.click(dialog.getByRole('button', { name: 'Cancel export' }));
		await dialog.findByRole('button', { name: 'Export' });
	},
};

export const Running: Story = {
	...inWorld({ answers: { 'GET /users/export': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const dialog = await open(canvasElement);
		await userEvent.click(dialog.getByRole('button', { name: 'Export' }));
		await dialog.findByText(/^Exporting/);
	},
};

export const Failed: Story = {
	...inWorld({ answers: { 'GET /users/export': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const dialog = await open(canvasElement);
		await userEvent.click(dialog.getByRole('button', { name: 'Export' }));
		await dialog.findByText('The export broke off: Something went wrong on our side.');
		await expect(dialog.getByRole('button', { name: 'Export again' })).toBeEnabled();
	},
};

export const NoPermission: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(within(canvasElement).queryByRole('button')).toBeNull());
	},
};
