import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { recentPages, rememberPage } from '../recent/recent-pages.ts';
import { files, neverStarting, notSearchable } from '../stories/remotes.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Palette',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/users" />,
};
export default meta;
type Story = StoryObj;

/** Its code comes when it is first asked for. */
const loading = { timeout: 10_000 };
const open = async (canvasElement: HTMLElement) => {
	await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Search' }));
	return within(await within(document.body).findByRole('dialog', { name: 'Search and commands' }, loading));
};
type Palette = Awaited<ReturnType<typeof open>>;
const type = async (palette: Palette, text: string) => userEvent.type(palette.getByRole('combobox'), text);
/** Whoever was asked has answered: nothing moves any more. */
const settled = (palette: Palette) =>
	waitFor(() => expect(palette.getByRole('status')).toHaveTextContent(/\d+ results?/));
/**
 * Enter, as the browser raises it. By `userEvent` React's test mode loses its place: cmdk passes the key on as an event of
 * its own, and what that closes gives the focus back meanwhile.
 */
const enter = (palette: Palette) =>
	waitFor(() => {
		const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
		palette.getByRole('combobox').dispatchEvent(key);
	});
const selected = (palette: Palette) => palette.getByRole('option', { selected: true }).textContent;

/** Before anybody types: pages, commands and actions. */
export const Opened: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await expect(palette.getByRole('combobox')).toHaveFocus();
		await expect(palette.getAllByRole('group').map((group) => group.getAttribute('aria-labelledby'))).toHaveLength(3);
		await expect(palette.getByRole('option', { name: /^Add a person/ })).toBeVisible();
	},
};

/** People and files by what their remotes find, beside what the shell has itself. */
export const Found: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await type(palette, 'ad');
		await palette.findByRole('option', { name: /Ada Lovelace/ });
		await palette.findByRole('option', { name: /Adriatic\.png/ });
		await expect(palette.getByRole('option', { name: /Add a person/ })).toBeVisible();
		await settled(palette);
	},
};

/** By keys alone: typed, chosen with arrows, opened; and then it is where one was. */
export const ByKeyboard: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await userEvent.keyboard('{Control>}k{/Control}');
		const palette = within(await within(document.body).findByRole('dialog', {}, loading));
		await type(palette, 'hopper');
		await palette.findByRole('option', { name: /Grace Hopper/ });
		await waitFor(() => expect(selected(palette)).toMatch(/Grace Hopper/));
		await settled(palette);
		await enter(palette);
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/users/grace-hopper'));
		await expect(within(document.body).queryByRole('dialog')).toBeNull();
		await expect(recentPages.get()?.pages).toMatchObject([{ label: 'Grace Hopper', path: '/users/grace-hopper' }]);
	},
};

/** The same keys close it, and Escape does; the focus goes back to where it was. */
export const Closed: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const search = await canvas.findByRole('searchbox', { name: 'Search users' });
		search.focus();
		await userEvent.keyboard('{Control>}k{/Control}');
		await within(document.body).findByRole('dialog', {}, loading);
		await userEvent.keyboard('{Control>}k{/Control}');
		await waitFor(() => expect(within(document.body).queryByRole('dialog')).toBeNull());
		await expect(search).toHaveFocus();
	},
};

/** A remote that cannot be searched costs its own lines. */
export const OneFailing: Story = {
	...inShell({ remotes: () => [notSearchable(files)] }),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await type(palette, 'ada');
		await palette.findByRole('option', { name: /Ada Lovelace/ });
		await palette.findByText('Files cannot be searched right now');
	},
};

/** Nobody waits for the slowest. */
export const OneSearching: Story = {
	...inShell({ remotes: () => [neverStarting(files)] }),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await type(palette, 'grace');
		await palette.findByRole('option', { name: /Grace Hopper/ });
		await expect(palette.getByRole('status')).toHaveTextContent('Searching');
	},
};

export const Nothing: Story = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await type(palette, 'zzzz');
		await palette.findByText('Nothing found for “zzzz”');
	},
};

/** Where one was lately, of this person alone. */
export const Recent: Story = {
	...inShell(),
	play: async ({ canvasElement, loaded }) => {
		const me = worldOf(loaded).platform.session.store.getState().user;
		rememberPage(recentPages, 'somebody else', { path: '/users/1', label: 'Not mine', icon: 'user' });
		rememberPage(recentPages, me?.id ?? '', { path: '/users/2', label: 'Grace Hopper', icon: 'user' });
		const palette = await open(canvasElement);
		await expect(palette.getByRole('option', { name: 'Grace Hopper' })).toBeVisible();
		await expect(palette.queryByText('Not mine')).toBeNull();
	},
};

/** What a member may not do is not offered. */
export const AsMember: Story = {
	...inShell({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await expect(palette.queryByRole('option', { name: /Add a person/ })).toBeNull();
		await expect(palette.queryByRole('option', { name: /Audit log/ })).toBeNull();
	},
};

/** Out by it, as by the menu; and nothing of where one was stays on the device. */
export const SigningOut: Story = {
	...inShell(),
	play: async ({ canvasElement, loaded }) => {
		const me = worldOf(loaded).platform.session.store.getState().user;
		rememberPage(recentPages, me?.id ?? '', { path: '/users/2', label: 'Grace Hopper', icon: 'user' });
		const palette = await open(canvasElement);
		await type(palette, 'sign out');
		await settled(palette);
		await enter(palette);
		await within(canvasElement).findByRole('heading', { level: 1, name: 'Sign in' });
		await waitFor(() => expect(localStorage.getItem('flotilla.recent')).toBeNull());
	},
};

/** A page of its own, above the keyboard of the screen. */
export const OnPhone: Story = {
	...inShell(),
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		const palette = await open(canvasElement);
		await type(palette, 'ad');
		await palette.findByRole('option', { name: /Ada Lovelace/ });
		await expect(palette.getByRole('button', { name: 'Close the search' })).toBeVisible();
	},
};
