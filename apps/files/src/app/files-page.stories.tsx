import type { StoredFile, User } from '@flotilla/contracts';
import { buildFile, FakeFailure } from '@flotilla/testing';
import { findNotification, StoryPage } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { CSSProperties } from 'react';
import { Link, Route, Routes } from 'react-router';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { buildFileOf, buildFiles } from '../stories/stored-files.ts';
import { type FilesWorld, inFilesWorld } from '../stories/story-world.ts';
import { FilesPage } from './files-page.tsx';

interface Args {
	address: string;
}

const meta: Meta<Args> = {
	title: 'Files/Page',
	args: { address: '/files?view=list' },
	render: ({ address }, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address={address}>
				<Routes>
					<Route path="/files/*" element={<FilesPage queue={queue} />} />
				</Routes>
			</StoryPage>
		);
	},
};
export default meta;
type Story = StoryObj<Args>;

const rows = (canvasElement: HTMLElement) => [...canvasElement.querySelectorAll<HTMLElement>('tr[data-file-id]')];
const rowOf = (canvasElement: HTMLElement, name: string) =>
	rows(canvasElement).find((row) => row.textContent?.includes(name)) as HTMLElement;
const shownNames = (canvasElement: HTMLElement) =>
	rows(canvasElement).map((row) => within(row).getAllByRole('link')[0]?.textContent);
const selectedCount = (canvasElement: HTMLElement) =>
	canvasElement.querySelectorAll('tr[data-file-id][aria-selected="true"]').length;
const mixed = (me: User, other: User): StoredFile[] => [...buildFiles(30, me), ...buildFiles(15, other)];
const asGrid = { args: { address: '/files?view=grid' } } satisfies Pick<Story, 'args'>;

export const List: Story = {
	...inFilesWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('45 files');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(45));
		await expect(canvas.getByRole('link', { name: 'Download 30-interview.mp3', hidden: true })).toHaveAttribute(
			'download',
			'30-interview.mp3',
		);
	},
};

export const Grid: Story = {
	...asGrid,
	...inFilesWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(45));
	},
};

/** The choice is in the address, and is what the next visit begins with. */
export const LayoutIsRemembered: Story = {
	args: { address: '/files' },
	...inFilesWorld({ files: (me) => buildFiles(4, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const before = localStorage.getItem('flotilla.files.layout');
		await userEvent.click(await canvas.findByRole('radio', { name: 'Grid' }));
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/files?view=grid'));
		await expect(localStorage.getItem('flotilla.files.layout')).toBe('grid');
		if (before === null) localStorage.removeItem('flotilla.files.layout');
		else localStorage.setItem('flotilla.files.layout', before);
	},
};

export const Mine: Story = {
	...inFilesWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('45 files');
		await userEvent.click(canvas.getByText('Mine'));
		await canvas.findByText('30 files');
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/files?owner=me&view=list'));
	},
};

export const SearchSortAndFilter: Story = {
	...inFilesWorld({ files: (me) => buildFiles(40, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('40 files');
		await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Type' }), 'Images');
		await canvas.findByText('10 files');
		await userEvent.click(canvas.getByRole('button', { name: 'Size' }));
		await waitFor(() => expect(shownNames(canvasElement)[0]).toContain('holiday.jpg'));
		await userEvent.type(canvas.getByRole('searchbox', { name: 'Search files' }), 'sunset');
		await canvas.findByText('5 files');
		await waitFor(() =>
			expect(canvas.getByTestId('address')).toHaveTextContent('/files?search=sunset&type=image&sort=size&view=list'),
		);
	},
};

/** The list grows when its end comes near, and a thousand files are no reason to wait. */
export const Thousand: Story = {
	...inFilesWorld({ files: (me) => buildFiles(1000, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('1,000 files');
		await waitFor(() => expect(rows(canvasElement).length).toBeGreaterThanOrEqual(50));
		const before = rows(canvasElement).length;
		await userEvent.click(await canvas.findByRole('button', { name: 'Show more' }));
		await waitFor(() => expect(rows(canvasElement).length).toBeGreaterThan(before));
	},
};

/** Inside the shell the page scrolls below a header that stays, and so does the head of the list. */
export const HeadStays: Story = {
	...inFilesWorld({ files: mixed }),
	parameters: { layout: 'fullscreen' },
	decorators: (Story) => (
		<div style={{ '--header-height': '48px' } as CSSProperties}>
			<Story />
		</div>
	),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(45));
		const list = canvas.getByRole('grid', { name: 'Files' });
		window.scrollTo(0, 700);
		await waitFor(() => expect(list.getBoundingClientRect().top).toBeLessThan(0));
		await expect(list.querySelector('thead')?.getBoundingClientRect().top).toBe(48);
	},
};

/** A click selects one, ctrl one more, shift a stretch; the bar of what can be done with them takes the toolbar's place. */
export const SelectByPointer: Story = {
	...inFilesWorld({ files: (me) => buildFiles(8, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(8));
		const user = userEvent.setup();
		const [first, second, , fourth] = rows(canvasElement).map(
			(row) => row.querySelector('td:nth-child(5)') as HTMLElement,
		);
		await user.click(first as HTMLElement);
		await expect(selectedCount(canvasElement)).toBe(1);
		await user.keyboard('{Shift>}');
		await user.click(fourth as HTMLElement);
		await user.keyboard('{/Shift}');
		await expect(selectedCount(canvasElement)).toBe(4);
		await user.keyboard('{Control>}');
		await user.click(second as HTMLElement);
		await user.keyboard('{/Control}');
		await canvas.findByText('3 selected');
		await user.click(canvas.getByRole('checkbox', { name: 'Select all shown' }));
		await canvas.findByText('8 selected');
		await user.click(canvas.getByRole('button', { name: 'Clear selection' }));
		await expect(selectedCount(canvasElement)).toBe(0);
	},
};

/** All of it without a pointer: arrows, shift, space, Ctrl+A, Escape. */
export const SelectByKeyboard: Story = {
	...inFilesWorld({ files: (me) => buildFiles(8, me) }),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(8));
		const [first, second, third] = rows(canvasElement);
		first?.focus();
		await userEvent.keyboard('{ArrowDown}');
		await expect(second).toHaveFocus();
		await userEvent.keyboard(' ');
		await expect(second).toHaveAttribute('aria-selected', 'true');
		await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
		await expect(selectedCount(canvasElement)).toBe(2);
		await expect(third).toHaveFocus();
		await userEvent.keyboard('{Control>}a{/Control}');
		await expect(selectedCount(canvasElement)).toBe(8);
		await userEvent.keyboard('{Escape}');
		await expect(selectedCount(canvasElement)).toBe(0);
		await userEvent.keyboard('{End}');
		await expect(rows(canvasElement).at(-1)).toHaveFocus();
	},
};

export const SelectedTiles: Story = {
	...asGrid,
	...inFilesWorld({ files: (me) => buildFiles(12, me) }),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(12));
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard(' {ArrowRight}{ArrowRight} ');
		await within(canvasElement).findByText('2 selected');
	},
};

export const Rename: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(3, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { world } = loaded as FilesWorld;
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		rowOf(canvasElement, '2-report.pdf').focus();
		await userEvent.keyboard('{F2}');
		const field = canvas.getByRole<HTMLInputElement>('textbox', { name: 'New name of 2-report.pdf' });
		await expect(field).toHaveFocus();
		// Typing leaves the extension as it was.
		await userEvent.keyboard('Annual figures{Enter}');
		await canvas.findByRole('link', { name: 'Annual figures.pdf' });
		await waitFor(() => expect(world.backend.files.map(({ filename }) => filename)).toContain('Annual figures.pdf'));
		await waitFor(() => expect(rowOf(canvasElement, 'Annual figures.pdf')).toHaveFocus());
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/files?view=list'));
	},
};

export const RenameEmpty: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(3, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		rowOf(canvasElement, '2-report.pdf').focus();
		await userEvent.keyboard('{F2}');
		const field = canvas.getByRole('textbox', { name: 'New name of 2-report.pdf' });
		await userEvent.clear(field);
		await userEvent.keyboard('{Enter}');
		await expect(await canvas.findByRole('alert')).toHaveTextContent('A file needs a name.');
		await userEvent.keyboard('{Escape}');
		await canvas.findByRole('link', { name: '2-report.pdf' });
	},
};

/** Refused: what was typed is not lost, and why is said beside it. */
export const RenameRefused: Story = {
	...inFilesWorld({
		as: 'member',
		files: (me) => buildFiles(3, me),
		answers: { 'PATCH /files/:id': 'INTERNAL_ERROR' },
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		rowOf(canvasElement, '2-report.pdf').focus();
		await userEvent.keyboard('{F2}Annual figures{Enter}');
		await expect(await canvas.findByRole('textbox')).toHaveValue('Annual figures.pdf');
		await expect(canvas.getByRole('alert')).toHaveTextContent('Something went wrong on our side.');
	},
};

/** Refused while another name is being typed: that one stays as it is, and the refusal is told beside it. */
export const RenameRefusedLate: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(3, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = (loaded as FilesWorld).world;
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		backend.failNext('PATCH /files/:id', new FakeFailure('INTERNAL_ERROR'));
		const release = backend.holdAnswers('PATCH /files/:id');
		rowOf(canvasElement, '2-report.pdf').focus();
		await userEvent.keyboard('{F2}Annual figures{Enter}');
		await canvas.findByRole('link', { name: 'Annual figures.pdf' });
		const other = rows(canvasElement).find((row) => !row.textContent.includes('Annual figures'));
		other?.focus();
		await userEvent.keyboard('{F2}Half a na');
		const field = canvas.getByRole<HTMLInputElement>('textbox', { name: /^New name of/ });
		release();
		const told = await findNotification(platform.notifications, '2-report.pdf was not renamed to “Annual figures.pdf”');
		await expect(field).toHaveFocus();
		await expect(field.value).toMatch(/^Half a na/);
		await userEvent.keyboard('{Escape}');
		told.action?.run();
		await expect(await canvas.findByRole('textbox', { name: 'New name of 2-report.pdf' })).toHaveValue(
			'Annual figures.pdf',
		);
	},
};

/** Refused after the page was left: it is told, wherever that is. */
export const RenameRefusedElsewhere: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(3, me) }),
	render: ({ address }, { loaded }) => {
		const { world, queue } = loaded as FilesWorld;
		return (
			<StoryPage world={world} address={address}>
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
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		backend.failNext('PATCH /files/:id', new FakeFailure('INTERNAL_ERROR'));
		const release = backend.holdAnswers('PATCH /files/:id');
		rowOf(canvasElement, '2-report.pdf').focus();
		await userEvent.keyboard('{F2}Annual figures{Enter}');
		await canvas.findByRole('link', { name: 'Annual figures.pdf' });
		await userEvent.click(canvas.getByRole('link', { name: 'Another page' }));
		await canvas.findByRole('heading', { name: 'Users' });
		release();
		const told = () => platform.notifications.store.getState().items;
		await waitFor(() =>
			expect(told().map(({ title }) => title)).toEqual(['2-report.pdf was not renamed to “Annual figures.pdf”']),
		);
		await expect(told()[0]?.action).toBeNull();
	},
};

/** Nobody is asked, because it can be taken back. */
export const DeleteAndUndo: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(4, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { notifications } = (loaded as FilesWorld).world.platform;
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(4));
		const [first, second, third] = rows(canvasElement);
		first?.focus();
		await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		// The keyboard is where it was: on what took their place.
		await expect(third).toHaveFocus();
		const told = await findNotification(notifications, '2 files were deleted');
		await canvas.findByText('2 files');
		told.action?.run();
		await canvas.findByText('4 files');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(4));
		await expect([first, second].every((row) => row instanceof HTMLElement)).toBe(true);
	},
};

/** A list that was empty once keeps the keyboard as any other does. */
export const DeleteAfterEmpty: Story = {
	...inFilesWorld({ as: 'member' }),
	play: async ({ canvasElement, loaded }) => {
		const { world, me } = loaded as FilesWorld;
		await within(canvasElement).findByText('No files yet');
		for (const file of buildFiles(2, me)) world.backend.addFile(file);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		const [first, second] = rows(canvasElement);
		first?.focus();
		await userEvent.keyboard('{Delete}');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
		await expect(second).toHaveFocus();
	},
};

/** The row is gone before the server answers. */
export const DeleteUnderWay: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(2, me), answers: { 'DELETE /files/bulk': 'hangs' } }),
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{Delete}');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(1));
	},
};

/** The row comes back, and why is told. */
export const DeleteFailed: Story = {
	...inFilesWorld({
		as: 'member',
		files: (me) => buildFiles(2, me),
		answers: { 'DELETE /files/bulk': 'INTERNAL_ERROR' },
	}),
	play: async ({ canvasElement, loaded }) => {
		const { notifications } = (loaded as FilesWorld).world.platform;
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		rowOf(canvasElement, '1-sunset.png').focus();
		await userEvent.keyboard('{Delete}');
		await findNotification(notifications, '1-sunset.png was not deleted');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
	},
};

/** By its menu, which is filled when somebody comes near. */
export const Menu: Story = {
	...inFilesWorld({ as: 'member', files: (me) => buildFiles(3, me) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(3));
		await userEvent.click(await canvas.findByRole('button', { name: 'More actions for 2-report.pdf' }));
		const items = within(canvasElement.ownerDocument.body).getAllByRole('menuitem');
		await expect(items.map((item) => item.textContent)).toEqual(['Download', 'Rename', 'Delete']);
		await expect(items[0]).toHaveFocus();
	},
};

/** A member is shown their own files and never asks for other people's. */
export const AsMember: Story = {
	...inFilesWorld({ as: 'member', files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('30 files');
		await expect(canvas.queryByText('Everybody’s')).toBeNull();
	},
};

/** Reads, but neither uploads nor deletes nor renames. */
export const AsViewer: Story = {
	...inFilesWorld({ as: 'viewer', files: mixed }),
	play: async ({ canvasElement, loaded }) => {
		const { world } = loaded as FilesWorld;
		const canvas = within(canvasElement);
		await canvas.findByText('30 files');
		await expect(canvas.queryByRole('button', { name: 'Upload files' })).toBeNull();
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(30));
		rows(canvasElement)[0]?.focus();
		await userEvent.keyboard('{F2}{Delete}');
		await expect(canvas.queryByRole('textbox', { name: /New name/ })).toBeNull();
		await expect(world.backend.files).toHaveLength(45);
	},
};

/** Somebody else uploads: it is in the list at once, and is seen to be new. */
export const AddedLive: Story = {
	...inFilesWorld({ files: (me) => buildFiles(2, me) }),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = (loaded as FilesWorld).world;
		const canvas = within(canvasElement);
		await canvas.findByText('2 files');
		await waitFor(() => expect(rows(canvasElement)).toHaveLength(2));
		const lists = () => backend.requests.filter(({ endpoint }) => endpoint === '/files').length;
		const asked = lists();
		backend.addFile(buildFile({ originalName: 'just-now.pdf' }));
		await canvas.findByText('just-now.pdf');
		await canvas.findByText('3 files');
		await expect(rowOf(canvasElement, 'just-now.pdf')).toHaveAttribute('data-changed');
		await expect(lists()).toBe(asked);
	},
};

/** Tiles before their pictures: being made, on their way, impossible. */
export const Thumbnails: Story = {
	...asGrid,
	...inFilesWorld({
		files: (me) => [
			buildFileOf(me, { originalName: 'broken.png', mimeType: 'image/png', thumbnailStatus: 'failed' }),
			buildFileOf(me, { originalName: 'being-made.png', mimeType: 'image/png', thumbnailStatus: 'pending' }),
			...buildFiles(6, me),
		],
	}),
};

export const Loading: Story = inFilesWorld({ answers: { 'GET /files': 'hangs', 'GET /files/usage': 'hangs' } });
export const LoadingGrid: Story = {
	...asGrid,
	...inFilesWorld({ answers: { 'GET /files': 'hangs', 'GET /files/usage': 'hangs' } }),
};
export const Empty: Story = inFilesWorld();
export const EmptyForViewer: Story = inFilesWorld({ as: 'viewer' });

export const NothingFound: Story = {
	args: { address: '/files?search=xyz&view=list' },
	...inFilesWorld({ files: mixed }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('No file is called “xyz”');
		await userEvent.click(canvas.getByText('Clear search'));
		await canvas.findByText('45 files');
	},
};

export const Failed: Story = {
	...inFilesWorld({ answers: { 'GET /files': 'INTERNAL_ERROR', 'GET /files/usage': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of files could not be loaded');
	},
};

export const NoPermission: Story = {
	...inFilesWorld({ answers: { 'GET /files': 'FORBIDDEN' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('The list of files is not open to you');
	},
};

const longName = `${'long-'.repeat(40)}name.pdf`;
const longTexts = (me: User) => [
	buildFileOf(me, { ownerName: 'Pablo Diego José Francisco de Paula Juan Nepomuceno', originalName: longName }),
	...buildFiles(3, me),
];
export const LongTexts: Story = inFilesWorld({ files: longTexts });
export const LongTextsGrid: Story = { ...asGrid, ...inFilesWorld({ files: longTexts }) };
export const RightToLeft: Story = { globals: { direction: 'rtl' }, ...inFilesWorld({ files: mixed }) };
export const RightToLeftGrid: Story = {
	...asGrid,
	globals: { direction: 'rtl' },
	...inFilesWorld({ files: mixed }),
};
