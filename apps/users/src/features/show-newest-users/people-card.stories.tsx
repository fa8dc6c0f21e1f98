import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { buildPeople } from '../../stories/people.ts';
import { createWorld, Stage, type World, type WorldOptions } from '../../stories/world.tsx';
import { PeopleCard } from './people-card.view.tsx';

const meta: Meta = {
	title: 'Users/People card',
	render: (_args, { loaded }) => (
		<Stage world={loaded.world as World} address="/">
			<h1>Dashboard</h1>
			<PeopleCard />
		</Stage>
	),
};
export default meta;

const inWorld = (options: () => WorldOptions): Pick<StoryObj, 'loaders'> => ({
	loaders: [async () => ({ world: await createWorld(options()) })],
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
