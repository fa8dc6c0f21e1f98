import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { buildEntries } from '../stories/build-entries.ts';
import { Pages } from './pages.tsx';

const meta: Meta = {
	title: 'Sample/Entries',
	render: (_args, { loaded }) => {
		const world = loaded.world as StoryWorld;
		return (
			<StoryPage world={world} address="/sample">
				<Routes>
					<Route path="/sample/*" element={<Pages api={world.platform.api} />} />
				</Routes>
			</StoryPage>
		);
	},
};
export default meta;
type Story = StoryObj;

const inWorld = (options: () => StoryWorldOptions): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld(options()) })],
});
const dialog = async (role: 'dialog' | 'alertdialog') => within(await screen.findByRole(role));

/** What is typed has to be a title; what is added is in the list, and can be ticked and deleted. */
export const Listed: Story = {
	...inWorld(() => ({ as: 'admin', collections: [buildEntries(12)] })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Book the pilot (1)');
		await userEvent.click(canvas.getByRole('button', { name: 'New entry' }));
		const form = await dialog('dialog');
		await userEvent.click(form.getByRole('button', { name: 'Add entry' }));
		await form.findByText('Enter a title.');
		await userEvent.type(form.getByRole('textbox', { name: /Title/ }), 'Buy rope{Enter}');
		await userEvent.click(await canvas.findByRole('checkbox', { name: 'Buy rope' }));
		await waitFor(() => expect(canvas.getByRole('checkbox', { name: 'Buy rope' })).toBeChecked());
		await userEvent.click(canvas.getByRole('button', { name: 'Delete Buy rope' }));
		await userEvent.click((await dialog('alertdialog')).getByRole('button', { name: 'Delete entry' }));
		await waitFor(() => expect(canvas.queryByText('Buy rope')).toBeNull());
	},
};

export const Searched: Story = {
	...inWorld(() => ({ collections: [buildEntries(12)] })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Book the pilot (1)');
		await userEvent.type(canvas.getByRole('searchbox', { name: 'Search entries' }), 'no such entry');
		await canvas.findByText('Nothing found for “no such entry”');
	},
};

export const ManyOfThem: Story = {
	...inWorld(() => ({ collections: [buildEntries(70)] })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Show more' }));
		await waitFor(() => expect(canvas.getAllByRole('checkbox')).toHaveLength(70));
	},
};

/** Who may read alone adds, changes and deletes nothing. */
export const ReadOnly: Story = {
	...inWorld(() => ({ as: 'viewer', collections: [buildEntries(3)] })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(await canvas.findByRole('checkbox', { name: 'Book the pilot (1)' })).toBeDisabled();
		await expect(canvas.queryByRole('button', { name: 'New entry' })).toBeNull();
		await expect(canvas.queryByRole('button', { name: /^Delete/ })).toBeNull();
	},
};

export const Empty: Story = inWorld(() => ({ collections: [buildEntries(0)] }));

/** The first administrator who comes makes the collection; nothing has to be done on the server. */
export const NotSetUp: Story = {
	...inWorld(() => ({ as: 'admin' })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Set up' }));
		await canvas.findByText('No entries yet');
		await canvas.findByRole('button', { name: 'New entry' });
	},
};

export const NotSetUpByOthers: Story = {
	...inWorld(() => ({ as: 'member' })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Ask an administrator to set it up.');
		await expect(canvas.queryByRole('button')).toBeNull();
	},
};

export const Loading: Story = inWorld(() => ({
	collections: [buildEntries(3)],
	answers: { 'GET /data/:collection': 'hangs' },
}));

export const Failed: Story = {
	...inWorld(() => ({ collections: [buildEntries(3)], answers: { 'GET /data/:collection': 'INTERNAL_ERROR' } })),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('Entries could not be loaded');
	},
};

export const LongTexts: Story = inWorld(() => ({
	as: 'admin',
	collections: [buildEntries(2, [{ title: 'Donaudampfschifffahrtsgesellschaftskapitän '.repeat(4).trim() }])],
}));
