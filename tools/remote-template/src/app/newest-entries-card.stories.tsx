import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { NewestEntriesCard } from '../features/show-newest-entries/newest-entries-card.view.tsx';
import { buildEntries } from '../stories/build-entries.ts';

const meta: Meta = {
	title: 'Sample/Dashboard card',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/">
			<h1>Dashboard</h1>
			<NewestEntriesCard />
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj;

const inWorld = (options: () => StoryWorldOptions): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld(options()) })],
});

export const Newest: Story = {
	...inWorld(() => ({ collections: [buildEntries(12)] })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('12 entries');
		await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(5));
	},
};
export const Empty: Story = inWorld(() => ({ collections: [buildEntries(0)] }));
export const NotSetUp: Story = inWorld(() => ({}));
export const Loading: Story = inWorld(() => ({ answers: { 'GET /data/:collection': 'hangs' } }));
export const Failed: Story = inWorld(() => ({
	collections: [buildEntries(0)],
	answers: { 'GET /data/:collection': 'INTERNAL_ERROR' },
}));
