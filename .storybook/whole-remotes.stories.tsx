import { buildFile, buildUser } from '@flotilla/testing';
import { createStoryWorld, RemoteStage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { PageSkeleton } from './page-skeleton.tsx';
import { type RemoteName, remotes } from './remotes.ts';

interface Args {
	remote: RemoteName;
	/** Where the person is; the remote's first page if it is empty. */
	address: string;
}

/** Every remote runs beside the others, each by what it exposes; follow their links and they all work. */
const meta: Meta<Args> = {
	title: 'Platform/Whole remotes',
	args: { address: '' },
	argTypes: { remote: { control: 'select', options: Object.keys(remotes) } },
	render: ({ remote, address }, { loaded }) => (
		<RemoteStage
			world={loaded.world as StoryWorld}
			remote={remote}
			address={address === '' ? undefined : address}
			fallback={<PageSkeleton />}
		/>
	),
};
export default meta;
type Story = StoryObj<Args>;

const people = () => {
	const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace', role: 'admin' });
	const grace = buildUser({ firstName: 'Grace', lastName: 'Hopper', role: 'manager' });
	return { ada, grace, all: [ada, grace, ...Array.from({ length: 10 }, () => buildUser())] };
};

const withRemotes = (options: () => StoryWorldOptions): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld({ remotes: Object.values(remotes), ...options() }) })],
});

export const Users: Story = {
	args: { remote: 'users' },
	...withRemotes(() => ({ users: people().all })),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await canvas.findByText('Grace Hopper');
	},
};

/** The remote of the users offers a place for tabs, that of the files fills it; neither knows the other. */
export const FilesInUsers: Story = {
	args: { remote: 'users', address: '/users/00000000-0000-7000-8000-00000000f00d' },
	...withRemotes(() => {
		const { grace, all } = people();
		const known = { ...grace, id: '00000000-0000-7000-8000-00000000f00d' };
		const files = ['Minutes.pdf', 'Compiler.pdf'].map((originalName) => buildFile({ originalName, ownerId: known.id }));
		return { users: all.map((user) => (user === grace ? known : user)), files };
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Grace Hopper' });
		await userEvent.click(canvas.getByRole('tab', { name: 'Files' }));
		await expect(await canvas.findByText('Minutes.pdf')).toBeVisible();
	},
};

export const Files: Story = {
	args: { remote: 'files' },
	...withRemotes(() => {
		const { ada, all } = people();
		const files = ['Harbour.pdf', 'Crew list.pdf', 'Log.pdf'].map((originalName) =>
			buildFile({ originalName, ownerId: ada.id }),
		);
		return { users: all, files };
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await canvas.findByText('Crew list.pdf');
	},
};

export const Auth: Story = {
	args: { remote: 'auth', address: '/auth/sign-in' },
	...withRemotes(() => ({ as: null })),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('button', { name: 'Sign in' });
	},
};
