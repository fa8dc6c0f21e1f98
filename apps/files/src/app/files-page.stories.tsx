import { defaultMaximumResumableFileSize, type Role, type StoredFile, type User } from '@flotilla/contracts';
import { buildFile, buildUser } from '@flotilla/testing';
import { createStoryWorld, StoryPage, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { createUploadQueue, type UploadQueue } from '../features/upload-files/upload-queue.model.ts';
import { buildFiles } from '../stories/stored-files.ts';
import { FilesPage } from './files-page.tsx';

interface Args {
	address: string;
}

const meta: Meta<Args> = {
	title: 'Files/Page',
	args: { address: '/files' },
	render: ({ address }, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address={address}>
			<Routes>
				<Route path="/files/*" element={<FilesPage queue={loaded.queue as UploadQueue} />} />
			</Routes>
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj<Args>;

interface Options extends Pick<StoryWorldOptions, 'answers'> {
	as?: Role;
	files?: (me: User, other: User) => StoredFile[];
}

const inWorld = ({ as = 'admin', files = () => [], answers = {} }: Options = {}): Pick<Story, 'loaders'> => ({
	loaders: [
		async () => {
			const me = buildUser({ role: as });
			const other = buildUser();
			const world = await createStoryWorld({ users: [me, other], files: files(me, other), as, answers });
			return { me, world, queue: createUploadQueue({ signal: new AbortController().signal }) };
		},
	],
});
const rows = (canvasElement: HTMLElement) => canvasElement.querySelectorAll('tr[data-file-id]');
const choose = async (canvasElement: HTMLElement, ...files: File[]) => {
	const input = await within(canvasElement).findByLabelText('Choose files or drop them here');
	// As by drag and drop: the chooser of a browser would not offer what `accept` leaves out.
	await userEvent.upload(input, files, { applyAccept: false });
};
const picture = (name = 'sunset.png') => new File(['bytes of a picture'], name, { type: 'image/png' });
const mixed = (me: User, other: User) => [...buildFiles(30, me), ...buildFiles(15, other)];

export const List: Story = {
	...inWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('45 files');
		await expect(rows(canvasElement)).toHaveLength(20);
		await expect(canvas.getByRole('link', { name: 'Download 15-holiday.jpg' })).toHaveAttribute(
			'download',
			'15-holiday.jpg',
		);
	},
};

export const Mine: Story = {
	...inWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('45 files');
		await userEvent.click(canvas.getByText('Mine'));
		await canvas.findByText('30 files');
		await expect(canvas.getByTestId('address')).toHaveTextContent('/files?owner=me');
	},
};

export const SearchAndPage: Story = {
	...inWorld({ files: (me) => buildFiles(120, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('120 files');
		await userEvent.type(canvas.getByRole('searchbox', { name: 'Search files' }), 'report');
		await canvas.findByText('24 files');
		await userEvent.click(canvas.getByRole('button', { name: 'Page 2' }));
		await canvas.findByText('21–24 of 24 files');
		await expect(canvas.getByTestId('address')).toHaveTextContent('/files?search=report&page=2');
	},
};

/** A member is shown their own files and never asks for other people's. */
export const AsMember: Story = {
	...inWorld({ as: 'member', files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('30 files');
		await expect(canvas.queryByText('Everybody’s')).toBeNull();
	},
};

/** Reads, but neither uploads nor deletes. */
export const AsViewer: Story = {
	...inWorld({ as: 'viewer', files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('30 files');
		await expect(canvas.queryByLabelText('Choose files or drop them here')).toBeNull();
		await expect(canvas.queryByRole('button', { name: /^Delete/ })).toBeNull();
	},
};

export const Upload: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('No files yet');
		await choose(canvasElement, picture('first.png'), picture('second.png'));
		await canvas.findByText('All uploads are done');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		await canvas.findByText('2 files');
		await userEvent.click(canvas.getByRole('button', { name: 'Clear finished' }));
		await expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull();
	},
};

export const UploadUnderWay: Story = {
	...inWorld({ as: 'member', answers: { 'POST /files/upload': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, ...['a.png', 'b.png', 'c.png', 'd.png'].map(picture));
		await canvas.findByText('Uploading 4 files');
		await canvas.findByText('Waiting');
		await expect(canvas.getByRole('progressbar', { name: 'Upload of b.png' })).toBeVisible();
		await userEvent.click(canvas.getByRole('button', { name: 'Stop the upload of a.png' }));
		await waitFor(() => expect(canvas.queryByText('Waiting')).toBeNull());
	},
};

/** What cannot be uploaded is said at once, and what can; the rest goes its way. */
export const UploadRefusedEarly: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		const huge = new File(['x'], 'huge.png', { type: 'image/png' });
		Object.defineProperty(huge, 'size', { value: defaultMaximumResumableFileSize + 1 });
		await choose(canvasElement, new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' }), huge, picture());
		await canvas.findByText(/This type is not allowed\. Allowed are images/);
		await canvas.findByText(/^The file is too large\. Up to .+ are allowed\.$/);
		await canvas.findByText('2 files were not uploaded');
		await expect(backend.requests.filter(({ endpoint }) => endpoint === '/files/upload')).toHaveLength(1);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
	},
};

export const UploadRefusedByServer: Story = {
	...inWorld({ as: 'member', answers: { 'POST /files/upload': 'FILE_CONTENT_MISMATCH' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, picture('text-inside.png'));
		await canvas.findByText('The content of the file does not match its type.');
		await expect(canvas.queryByRole('button', { name: 'Try text-inside.png again' })).toBeNull();
		await userEvent.click(canvas.getByRole('button', { name: 'Dismiss text-inside.png' }));
		await expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull();
	},
};

export const UploadFailed: Story = {
	...inWorld({ as: 'member', answers: { 'POST /files/upload': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, picture());
		await canvas.findByText('Something went wrong on our side.');
		await expect(canvas.getByRole('button', { name: 'Try sunset.png again' })).toBeEnabled();
	},
};

export const Delete: Story = {
	...inWorld({ as: 'member', files: (me) => buildFiles(2, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Delete 1-sunset.png' }));
		const dialog = within(await screen.findByRole('alertdialog'));
		await userEvent.click(dialog.getByRole('button', { name: 'Delete file' }));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
		await canvas.findByText('1 file');
		await expect(backend.files).toHaveLength(1);
	},
};

export const DeleteCancelled: Story = {
	...inWorld({ as: 'member', files: (me) => buildFiles(2, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Delete 1-sunset.png' }));
		await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
		await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
		await expect(rows(canvasElement)).toHaveLength(2);
	},
};

/** The row is gone before the server answers. */
export const DeleteUnderWay: Story = {
	...inWorld({ as: 'member', files: (me) => buildFiles(2, me), answers: { 'DELETE /files/:id': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Delete 1-sunset.png' }));
		await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete file' }));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
	},
};

/** The row comes back, and why is told. */
export const DeleteFailed: Story = {
	...inWorld({ as: 'member', files: (me) => buildFiles(2, me), answers: { 'DELETE /files/:id': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement, loaded }) => {
		const { notifications } = (loaded.world as StoryWorld).platform;
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Delete 1-sunset.png' }));
		await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete file' }));
		await waitFor(() => expect(notifications.store.getState().items[0]?.title).toBe('1-sunset.png was not deleted'));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
	},
};

/** Somebody else uploads: it is in the list at once, without a fetch. */
export const AddedLive: Story = {
	...inWorld({ files: (me) => buildFiles(2, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		await canvas.findByText('2 files');
		const asked = backend.requests.length;
		backend.addFile(buildFile({ originalName: 'just-now.pdf' }));
		await canvas.findByText('just-now.pdf');
		await canvas.findByText('3 files');
		await expect(backend.requests).toHaveLength(asked);
	},
};

export const Dropped: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const input = await within(canvasElement).findByLabelText('Choose files or drop them here');
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(picture('dropped.png'));
		input.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
	},
};

export const Loading: Story = inWorld({ answers: { 'GET /files': 'hangs' } });
export const Empty: Story = inWorld();

export const NothingFound: Story = {
	args: { address: '/files?search=xyz' },
	...inWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('No file is called “xyz”');
		await userEvent.click(canvas.getByText('Clear search'));
		await canvas.findByText('45 files');
	},
};

export const Failed: Story = {
	...inWorld({ answers: { 'GET /files': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of files could not be loaded');
	},
};

export const NoPermission: Story = {
	...inWorld({ answers: { 'GET /files': 'FORBIDDEN' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of files is not open to you');
	},
};

export const LongTexts: Story = inWorld({
	files: (me) => [
		buildFile({
			ownerId: me.id,
			ownerName: 'Pablo Diego José Francisco de Paula Juan Nepomuceno',
			originalName: `${'long-'.repeat(40)}name.pdf`,
		}),
	],
});
