import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { singleKeyShortcuts } from '../device/keyboard-shortcuts-setting.ts';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Shortcuts',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/users" />,
	...inShell(),
};
export default meta;
type Story = StoryObj;

const ready = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await canvas.findByRole('heading', { level: 1, name: 'Users' });
	return canvas;
};
const sheet = async () =>
	within(await within(document.body).findByRole('dialog', { name: 'Keyboard shortcuts' }, { timeout: 10_000 }));

/** All there are, from the one list that is bound. */
export const Sheet: Story = {
	play: async ({ canvasElement }) => {
		await ready(canvasElement);
		await userEvent.keyboard('?');
		const lines = (await sheet()).getAllByRole('term').map(({ textContent }) => textContent);
		await expect(lines).toEqual([
			'Search and commands',
			'Search on this page',
			'Keyboard shortcuts',
			'Developer panel',
			'Dashboard',
			'Users',
			'Files',
			'Settings',
			'Add a person',
		]);
	},
};

export const SheetOnPhone: Story = {
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.click(canvas.getByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Keyboard shortcuts' }));
		await sheet();
	},
};

/** G, then F: to the files, from anywhere. */
export const GoTo: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.keyboard('gf');
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await userEvent.keyboard('gd');
		await canvas.findByRole('heading', { level: 1, name: 'Hello, Ada' });
	},
};

/** A slash leads to the page's own search, where it is a letter like any other. */
export const SearchOfPage: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.keyboard('/');
		const search = canvas.getByRole('searchbox', { name: 'Search users' });
		await expect(search).toHaveFocus();
		await userEvent.keyboard('gf?');
		await expect(canvas.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
		await expect(within(document.body).queryByRole('dialog')).toBeNull();
	},
};

/** Where the page has no search of its own, everything is searched. */
export const SearchWithoutPage: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.keyboard('gf');
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await userEvent.keyboard('/');
		await within(document.body).findByRole('dialog', { name: 'Search and commands' }, { timeout: 10_000 });
	},
};

/** In a menu letters choose a line, in a dialog they do nothing. */
export const NotInMenus: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.click(canvas.getByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.keyboard('gf?');
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(/^\/users$/));
		await expect(within(document.body).queryByRole('dialog')).toBeNull();
	},
};

/** Switched off, single keys are nothing; what has a modifier works on. */
export const SwitchedOff: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		singleKeyShortcuts.set(false);
		await userEvent.keyboard('gf');
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(/^\/users$/));
		await userEvent.click(canvas.getByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Keyboard shortcuts' }));
		const lines = await sheet();
		await expect(lines.getByText('Single keys are switched off on this device.')).toBeVisible();
		await userEvent.click(lines.getByRole('button', { name: 'Switch on' }));
		await waitFor(() => expect(singleKeyShortcuts.get()).toBe(true));
	},
};

/** As it looks while they are switched off. */
export const SheetSwitchedOff: Story = {
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		singleKeyShortcuts.set(false);
		await userEvent.click(canvas.getByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Keyboard shortcuts' }));
		await sheet();
	},
};
