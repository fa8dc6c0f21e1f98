import type { Role, StoredFile, User } from '@flotilla/contracts';
import { buildFile, buildUser } from '@flotilla/testing';
import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { FilesCard } from '../features/list-files/files-card.view.tsx';
import { buildFiles } from '../stories/stored-files.ts';
import { UserFilesTab } from './user-files-tab.tsx';

const meta: Meta = { title: 'Files/Slots' };
export default meta;
type Story = StoryObj;

interface Options extends Pick<StoryWorldOptions, 'answers'> {
	as?: Role;
	/** Default none. */
	files?: (me: User, other: User) => StoredFile[];
}

const inWorld = ({ as = 'manager', files = () => [], answers = {} }: Options = {}): Pick<Story, 'loaders'> => ({
	loaders: [
		async () => {
			const me = buildUser({ role: as });
			const other = buildUser();
			return { me, other, world: await createStoryWorld({ users: [me, other], files: files(me, other), as, answers }) };
		},
	],
});

const onDashboard: Pick<Story, 'render'> = {
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/">
			<h1>Dashboard</h1>
			<FilesCard />
		</StoryPage>
	),
};
const onUserPage: Pick<Story, 'render'> = {
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users/1">
			<h1>Somebody</h1>
			<UserFilesTab userId={(loaded.other as User).id} />
		</StoryPage>
	),
};
const shown = (canvasElement: HTMLElement) => canvasElement.querySelectorAll('[data-file-id]');

export const Card: Story = {
	...onDashboard,
	...inWorld({ files: (me, other) => [...buildFiles(12, me), ...buildFiles(3, other)] }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('12 files of yours');
		await expect(shown(canvasElement)).toHaveLength(5);
	},
};
export const CardLoading: Story = { ...onDashboard, ...inWorld({ answers: { 'GET /files': 'hangs' } }) };
export const CardEmpty: Story = { ...onDashboard, ...inWorld() };
export const CardFailed: Story = { ...onDashboard, ...inWorld({ answers: { 'GET /files': 'INTERNAL_ERROR' } }) };

/** Their files; a new one is there at once. */
export const UserTab: Story = {
	...onUserPage,
	...inWorld({ files: (_me, other) => buildFiles(3, other) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		await waitFor(() => expect(shown(canvasElement)).toHaveLength(3));
		backend.addFile(buildFile({ ownerId: (loaded.other as User).id, originalName: 'just-now.pdf' }));
		backend.addFile(buildFile({ ownerId: (loaded.me as User).id, originalName: 'somebody-elses.pdf' }));
		await within(canvasElement).findByText('just-now.pdf');
		await expect(shown(canvasElement)).toHaveLength(4);
	},
};
export const UserTabEmpty: Story = { ...onUserPage, ...inWorld() };
export const UserTabLoading: Story = { ...onUserPage, ...inWorld({ answers: { 'GET /files': 'hangs' } }) };

/** A member may not see other people's files, and the server is not even asked. */
export const UserTabNoPermission: Story = {
	...onUserPage,
	...inWorld({ as: 'member', files: (_me, other) => buildFiles(3, other) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		await within(canvasElement).findByText('These files are not open to you');
		await expect(backend.requests.some(({ endpoint }) => endpoint === '/files')).toBe(false);
	},
};
