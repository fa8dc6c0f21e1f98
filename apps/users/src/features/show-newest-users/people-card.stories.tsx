import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { buildPeople } from '../../stories/people.ts';
import { PeopleCard } from './people-card.view.tsx';

const meta: Meta = {
	title: 'Users/People card',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/">
			<h1>Dashboard</h1>
			<PeopleCard />
		</StoryPage>
	),
};
export default meta;

const inWorld = (options: () => StoryWorldOptions): Pick<StoryObj, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld(options()) })],
});

export const Newest: StoryObj = {
	...inWorld(() => ({ users: buildPeople(512) })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('512');
		await canvas.findByText('439');
		await waitFor(() => expect(canvasElement.querySelectorAll('[data-user-id]')).toHaveLength(5));
	},
};
export const Loading: StoryObj = inWorld(() => ({ answers: { 'GET /users': 'hangs' } }));
export const Failed: StoryObj = inWorld(() => ({ answers: { 'GET /users': 'INTERNAL_ERROR' } }));
