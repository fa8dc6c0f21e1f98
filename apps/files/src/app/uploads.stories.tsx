import type { ResumableUpload } from '@flotilla/api-client';
import { defaultMaximumResumableFileSize } from '@flotilla/contracts';
import { StoryPage } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Link, Route, Routes } from 'react-router';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import type { UploadItem, UploadState } from '../features/upload-files/upload-item.ts';
import { UploadPanel } from '../features/upload-files/upload-panel.view.tsx';
import { buildFileOf } from '../stories/stored-files.ts';
import { type FilesWorld, inFilesWorld } from '../stories/story-world.ts';
import { FilesDashboardCard } from './files-card.tsx';
import { FilesPage } from './files-page.tsx';

const meta: Meta = {
	title: 'Files/Uploads',
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/files?view=list">
				<Routes>
					<Route path="/files/*" element={<FilesPage queue={queue} />} />
				</Routes>
			</StoryPage>
		);
	},
};
export default meta;
type Story = StoryObj;

const rows = (canvasElement: HTMLElement) => canvasElement.querySelectorAll('tr[data-file-id]');
const choose = async (canvasElement: HTMLElement, ...files: File[]) => {
	const input = await within(canvasElement).findByLabelText('Choose files or drop them here');
	// As by drag and drop: the chooser of a browser would not offer what `accept` leaves out.
	await userEvent.upload(input, files, { applyAccept: false });
};
const picture = (name = 'sunset.png') => new File(['bytes of a picture'], name, { type: 'image/png' });
const carrying = (...files: File[]) => {
	const dataTransfer = new DataTransfer();
	for (const file of files) dataTransfer.items.add(file);
	return dataTransfer;
};
const drag = (type: 'dragenter' | 'drop' | 'dragleave', ...files: File[]) =>
	document.body.dispatchEvent(
		new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carrying(...files) }),
	);

export const Upload: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('No files yet');
		await choose(canvasElement, picture('first.png'), picture('second.png'));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		await waitFor(() => expect(canvas.getAllByText('All uploads are done')).toHaveLength(2));
		await canvas.findByText('2 files');
		await userEvent.click(canvas.getByRole('button', { name: 'Clear finished' }));
		await expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull();
	},
};

/** Pausing one lets the next begin; stopping one takes it away. */
export const UnderWay: Story = {
	...inFilesWorld({ as: 'member', answers: { 'POST /files/upload': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, ...['a.png', 'b.png', 'c.png', 'd.png'].map(picture));
		await canvas.findAllByText('Uploading 4 files');
		await canvas.findByText('Waiting');
		await expect(canvas.getByRole('progressbar', { name: 'Upload of b.png' })).toBeVisible();
		await userEvent.click(canvas.getByRole('button', { name: 'Pause a.png' }));
		await canvas.findByText(/^Paused at/);
		await waitFor(() => expect(canvas.queryByText('Waiting')).toBeNull());
		await userEvent.click(canvas.getByRole('button', { name: 'Stop the upload of b.png' }));
		// The server had all of it already: it may be in the list, but nobody waits for it here.
		const panel = within(canvas.getByRole('region', { name: 'Uploads' }));
		await waitFor(() => expect(panel.queryByText('b.png')).toBeNull());
		await userEvent.click(canvas.getByRole('button', { name: 'Pause all' }));
		await expect(canvas.getAllByText('3 uploads are paused')).toHaveLength(2);
		await userEvent.click(canvas.getByRole('button', { name: 'Resume all' }));
		await canvas.findAllByText('Uploading 3 files');
		await userEvent.click(canvas.getByRole('button', { name: 'Hide the list of uploads' }));
		await expect(panel.getByText('a.png')).not.toBeVisible();
	},
};

/** What cannot be uploaded is said at once, and what can; the rest goes its way. */
export const RefusedEarly: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = (loaded as FilesWorld).world;
		const canvas = within(canvasElement);
		const huge = new File(['x'], 'huge.png', { type: 'image/png' });
		Object.defineProperty(huge, 'size', { value: defaultMaximumResumableFileSize + 1 });
		await choose(canvasElement, new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' }), huge, picture());
		await canvas.findByText(/This type is not allowed\. Allowed are images/);
		await canvas.findByText(/^The file is too large\. Up to .+ are allowed\.$/);
		await canvas.findAllByText('2 files were not uploaded');
		await expect(backend.requests.filter(({ endpoint }) => endpoint === '/files/upload')).toHaveLength(1);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
	},
};

/** The space is nearly used up: what does not fit is not even sent. */
export const NoSpace: Story = {
	...inFilesWorld({
		as: 'member',
		files: (me) => [buildFileOf(me, { originalName: 'everything.zip', size: 5 * 1024 ** 3 - 10 })],
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('10 bytes are left.');
		await choose(canvasElement, picture());
		await canvas.findByText(/There is not enough space for it: 10 bytes are left/);
	},
};

/** Whoever went to another page meanwhile is told that they are through, and gets to them. */
export const EndsElsewhere: Story = {
	...inFilesWorld({ as: 'member' }),
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/files?view=list">
				<Link to="/users">Another page</Link>
				<Routes>
					<Route path="/files/*" element={<FilesPage queue={queue} />} />
					<Route path="/users" element={<h1>Users</h1>} />
				</Routes>
			</StoryPage>
		);
	},
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = (loaded as FilesWorld).world;
		const notices = () => platform.notifications.store.getState().items;
		const canvas = within(canvasElement);
		const release = backend.holdAnswers('POST /files/upload');
		await choose(canvasElement, picture('first.png'), picture('second.png'));
		await canvas.findAllByText('Uploading 2 files');
		await userEvent.click(canvas.getByRole('link', { name: 'Another page' }));
		await canvas.findByRole('heading', { name: 'Users' });
		release();
		await waitFor(() => expect(notices().map(({ title }) => title)).toEqual(['2 files were uploaded']));
		notices()[0]?.action?.run();
		await canvas.findByRole('region', { name: 'Uploads' });
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		// What ends in sight is not told again.
		platform.notifications.clear();
		await choose(canvasElement, picture('third.png'));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		await waitFor(() => expect(canvas.getAllByText('All uploads are done')).toHaveLength(2));
		await expect(notices()).toEqual([]);
	},
};

/** What was seen on the page is not told again by the card that goes on with the rest. */
export const EndsOnDashboard: Story = {
	...inFilesWorld({ as: 'member' }),
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/files?view=list">
				<Link to="/">Dashboard</Link>
				<Routes>
					<Route path="/files/*" element={<FilesPage queue={queue} />} />
					<Route
						path="/"
						element={
							<>
								<h1>Welcome</h1>
								<FilesDashboardCard queue={queue} />
							</>
						}
					/>
				</Routes>
			</StoryPage>
		);
	},
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = (loaded as FilesWorld).world;
		const canvas = within(canvasElement);
		await choose(canvasElement, picture('first.png'));
		await waitFor(() => expect(canvas.getAllByText('All uploads are done')).toHaveLength(2));
		const release = backend.holdAnswers('POST /files/upload');
		await choose(canvasElement, picture('second.png'));
		await canvas.findAllByText('Uploading 1 file');
		await userEvent.click(canvas.getByRole('link', { name: 'Dashboard' }));
		await canvas.findByRole('heading', { name: 'Welcome' });
		release();
		await waitFor(() =>
			expect(platform.notifications.store.getState().items.map(({ title }) => title)).toEqual(['1 file was uploaded']),
		);
	},
};

export const RefusedByServer: Story = {
	...inFilesWorld({ as: 'member', answers: { 'POST /files/upload': 'FILE_CONTENT_MISMATCH' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, picture('text-inside.png'));
		await canvas.findByText('The content of the file does not match its type.');
		await expect(canvas.queryByRole('button', { name: 'Try text-inside.png again' })).toBeNull();
		await userEvent.click(canvas.getByRole('button', { name: 'Dismiss text-inside.png' }));
		await expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull();
	},
};

export const Failed: Story = {
	...inFilesWorld({ as: 'member', answers: { 'POST /files/upload': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await choose(canvasElement, picture());
		await canvas.findByText('Something went wrong on our side.');
		await expect(canvas.getByRole('button', { name: 'Try sunset.png again' })).toBeEnabled();
	},
};

/** After a reload what was under way goes on by itself, and what was paused is still paused. */
export const AfterReload: Story = {
	...inFilesWorld({
		as: 'member',
		kept: [
			{ id: '00000000-0000-4000-8000-0000000000a1', file: picture('goes-on.png'), isPaused: false },
			{ id: '00000000-0000-4000-8000-0000000000a2', file: picture('still-paused.png'), isPaused: true },
		],
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
		await canvas.findByText('Paused at 0%');
		await userEvent.click(canvas.getByRole('button', { name: 'Resume still-paused.png' }));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
	},
};

export const HeldOverThePage: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('No files yet');
		drag('dragenter', picture());
		await within(canvasElement).findByText('Drop files or folders to upload them');
	},
};

export const Dropped: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('No files yet');
		drag('dragenter', picture());
		drag('drop', picture('dropped.png'));
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
		await expect(canvasElement.querySelector('[data-drop-overlay]')).toBeNull();
	},
};

/** A picture from the clipboard is called by when it was pasted; what is pasted into a field is the field's. */
export const Pasted: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('No files yet');
		const paste = (target: Element) =>
			target.dispatchEvent(
				new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: carrying(picture('image.png')) }),
			);
		paste(canvas.getByRole('searchbox'));
		await expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull();
		paste(document.body);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
		await expect(rows(canvasElement)[0]).toHaveTextContent(/Pasted .+\.png/);
	},
};

/** Five hundred at once: a few at a time, and the page stays quick. */
export const FiveHundred: Story = {
	...inFilesWorld({ as: 'member', answers: { 'POST /files/upload': 'hangs' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('No files yet');
		drag('drop', ...Array.from({ length: 500 }, (_, index) => picture(`${index + 1}.png`)));
		await within(canvasElement).findAllByText('Uploading 500 files');
		await expect(canvasElement.querySelectorAll('[data-upload-status="uploading"]')).toHaveLength(3);
	},
};

const item = (name: string, state: UploadState): UploadItem => ({ id: name, file: picture(name), state });
const progress = { loaded: 6_291_456, total: 12_582_912, percentage: 50, bytesPerSecond: 1_258_291, secondsLeft: 5 };
const everyState: UploadItem[] = [
	item('on-its-way.mp4', { status: 'uploading', progress }),
	item('paused.mp4', { status: 'paused', progress }),
	item('without-a-network.mp4', { status: 'offline', progress }),
	item('for-its-turn.pdf', { status: 'waiting', progress: { ...progress, percentage: 0 } }),
	item('broke-off.pdf', { status: 'failed', error: new TypeError('Failed to fetch'), progress }),
	item('of-a-type-that-is-not-allowed.svg', { status: 'refused', refusal: { reason: 'type-not-allowed' } }),
	item(`${'long-'.repeat(30)}name.png`, { status: 'done', stored: { id: '1' } as never }),
];
const unfinished: ResumableUpload = {
	id: '1',
	filename: 'Crossing.mp4',
	size: 3_221_225_472,
	startedAt: new Date(Date.now() - 3_600_000).toISOString(),
};

/** Larger than what is kept in the browser: the person has to choose the file again, and it has to be the same. */
export const ChooseAgain: Story = {
	...inFilesWorld({ as: 'member' }),
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/files">
				<UploadPanel
					items={[]}
					queue={queue}
					resumable={[unfinished]}
					isSame={async (_upload, { name }) => name === 'Crossing.mp4'}
					onFile={fn()}
					onDiscard={fn()}
				/>
			</StoryPage>
		);
	},
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText(/Choose the file again to go on where it stopped\. It was begun 1 hour ago/);
		await userEvent.upload(canvas.getByLabelText('Choose Crossing.mp4 again'), picture('another.png'));
		await expect(await canvas.findByRole('alert')).toHaveTextContent('“another.png” is not the file that was begun.');
	},
};

const keptAs = (userId: string) => `flotilla.uploads:${userId}:story`;

/** Chosen again, it is through: once it is cleared from the list, nobody is asked for it any more. */
export const ChosenAgain: Story = {
	loaders: [
		async () => {
			const [load] = inFilesWorld({ as: 'member' }).loaders;
			if (load === undefined) throw new Error('There is no world.');
			const world = await load();
			const { name, size } = picture();
			const begun = {
				size,
				metadata: { filename: name },
				creationTime: new Date().toString(),
				uploadUrl: 'http://flotilla.test/api/files/tus/upload-1',
				fingerprint: 'a',
			};
			localStorage.setItem(keptAs(world.me.id), JSON.stringify(begun));
			return world;
		},
	],
	play: async ({ canvasElement, loaded }) => {
		const { me } = loaded as FilesWorld;
		const canvas = within(canvasElement);
		await canvas.findByText(/^Choose the file again/);
		await choose(canvasElement, picture());
		await waitFor(() => expect(canvas.getAllByText('All uploads are done')).toHaveLength(2));
		// As the uploads do with what is through.
		localStorage.removeItem(keptAs(me.id));
		await userEvent.click(canvas.getByRole('button', { name: 'Clear finished' }));
		await waitFor(() => expect(canvas.queryByRole('region', { name: 'Uploads' })).toBeNull());
	},
};

export const EveryState: Story = {
	...inFilesWorld({ as: 'member' }),
	render: (_args, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address="/files">
				<UploadPanel
					items={everyState}
					queue={queue}
					resumable={[unfinished]}
					isSame={async () => true}
					onFile={fn()}
					onDiscard={fn()}
				/>
			</StoryPage>
		);
	},
	play: async ({ canvasElement }) => {
		await expect(await within(canvasElement).findAllByText(/50% · 1\.2 MB a second · 5 secs? left/)).toHaveLength(1);
	},
};
