import type { StoredFile, User } from '@flotilla/contracts';
import { buildFile } from '@flotilla/testing';
import { StoryPage } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { buildFiles } from '../stories/stored-files.ts';
import { type FilesWorld, type FilesWorldOptions, inFilesWorld } from '../stories/story-world.ts';
import { FilesDashboardCard } from './files-card.tsx';
import { UserFilesTab } from './user-files-tab.tsx';

const meta: Meta = { title: 'Files/Slots' };
export default meta;
type Story = StoryObj;

const inWorld = (options: FilesWorldOptions = {}) => inFilesWorld({ as: 'manager', ...options });

const onDashboard: Pick<Story, 'render'> = {
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/">
				<h1>Dashboard</h1>
				<FilesDashboardCard queue={queue} />
			</StoryPage>
		);
	},
};
const onUserPage: Pick<Story, 'render'> = {
	render: (_args, { loaded }) => {
		const { world, other } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/users/1">
				<h1>Somebody</h1>
				<UserFilesTab userId={other.id} />
			</StoryPage>
		);
	},
};
const shown = (canvasElement: HTMLElement) => canvasElement.querySelectorAll('[data-file-id]');
const theirs = (_me: User, other: User): StoredFile[] => buildFiles(3, other);

export const Card: Story = {
	...onDashboard,
	...inWorld({ files: (me, other) => [...buildFiles(12, me), ...buildFiles(3, other)] }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('12 files of yours');
		await expect(shown(canvasElement)).toHaveLength(5);
		await canvas.findByText(/of 5 GB used$/);
	},
};
/** What the space is used for, in the window of its button. */
export const SpaceByType: Story = {
	...onDashboard,
	...inWorld({ files: (me) => buildFiles(12, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'By type' }));
		const table = within(await canvas.findByRole('dialog', { name: 'Used space by type' }));
		await expect(await table.findByRole('rowheader', { name: /Images/ })).toBeVisible();
	},
};
export const CardLoading: Story = {
	...onDashboard,
	...inWorld({ answers: { 'GET /files': 'hangs', 'GET /files/usage': 'hangs' } }),
};
export const CardEmpty: Story = { ...onDashboard, ...inWorld() };
export const CardFailed: Story = {
	...onDashboard,
	...inWorld({ answers: { 'GET /files': 'INTERNAL_ERROR', 'GET /files/usage': 'INTERNAL_ERROR' } }),
};
export const CardAsViewer: Story = { ...onDashboard, ...inWorld({ as: 'viewer', files: (me) => buildFiles(3, me) }) };

/** Their files; a new one is there at once. */
export const UserTab: Story = {
	...onUserPage,
	...inWorld({ files: theirs }),
	play: async ({ canvasElement, loaded }) => {
		const { world, me, other } = loaded as FilesWorld;
		await waitFor(() => expect(shown(canvasElement)).toHaveLength(3));
		world.backend.addFile(buildFile({ ownerId: other.id, originalName: 'just-now.pdf' }));
		world.backend.addFile(buildFile({ ownerId: me.id, originalName: 'somebody-elses.pdf' }));
		await within(canvasElement).findByText('just-now.pdf');
		await expect(shown(canvasElement)).toHaveLength(4);
	},
};
export const UserTabEmpty: Story = { ...onUserPage, ...inWorld() };
export const UserTabLoading: Story = { ...onUserPage, ...inWorld({ answers: { 'GET /files': 'hangs' } }) };
export const UserTabFailed: Story = { ...onUserPage, ...inWorld({ answers: { 'GET /files': 'INTERNAL_ERROR' } }) };

/** A member may not see other people's files, and the server is not even asked. */
export const UserTabNoPermission: Story = {
	...onUserPage,
	...inWorld({ as: 'member', files: theirs }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = (loaded as FilesWorld).world;
		await within(canvasElement).findByText('These files are not open to you');
		await expect(backend.requests.some(({ endpoint }) => endpoint === '/files')).toBe(false);
	},
};
