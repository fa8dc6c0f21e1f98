import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { inspectorIsOpen } from '../device/inspector-setting.ts';
import { panelTab, type TabName } from '../features/inspect-page/panel-settings.ts';
import { failingOnce, users } from '../stories/remotes.tsx';
import { faultsOfStory, inShell, loadShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Developer panel',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/users" faults={faultsOfStory(loaded)} />,
	...inShell(),
};
export default meta;
type Story = StoryObj;

/** Its code comes when it is first asked for. */
const loading = { timeout: 10_000 };
const ready = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await canvas.findByRole('heading', { level: 1, name: 'Users' });
	return canvas;
};
const openBy = async (canvasElement: HTMLElement, open: () => Promise<unknown> | unknown) => {
	const canvas = await ready(canvasElement);
	await open();
	return within(await canvas.findByRole('region', { name: 'Developer panel' }, loading));
};
const openByKeys = (canvasElement: HTMLElement) =>
	openBy(canvasElement, () => userEvent.keyboard('{Control>}i{/Control}'));
/** The panel was left open at this part of it. */
const leftAt = (tab: TabName) => ({
	loaders: [
		async () => {
			const loaded = await loadShell();
			inspectorIsOpen.set(true);
			panelTab.set(tab);
			return loaded;
		},
	],
});
const opened = (canvasElement: HTMLElement) => openBy(canvasElement, () => {});

/** Control+I, as the list of shortcuts says; again, and it is gone. */
export const ByKeyboard: Story = {
	play: async ({ canvasElement }) => {
		const panel = await openByKeys(canvasElement);
		await expect(panel.getByRole('tab', { name: 'Composition', selected: true })).toBeVisible();
		await expect(within(panel.getByRole('table', { name: 'Apps of this page' })).getAllByRole('row')).toHaveLength(6);
		await userEvent.keyboard('{Control>}i{/Control}');
		await waitFor(() => expect(within(canvasElement).queryByRole('region', { name: 'Developer panel' })).toBeNull());
		await userEvent.keyboard('?');
		const sheet = within(await within(document.body).findByRole('dialog', { name: 'Keyboard shortcuts' }, loading));
		await expect(sheet.getByText('Developer panel')).toBeVisible();
	},
};

export const ByPalette: Story = {
	play: async ({ canvasElement }) => {
		const panel = await openBy(canvasElement, async () => {
			await userEvent.keyboard('{Control>}k{/Control}');
			const palette = within(
				await within(document.body).findByRole('dialog', { name: 'Search and commands' }, loading),
			);
			await userEvent.type(await palette.findByRole('combobox'), 'devtools');
			await userEvent.click(await palette.findByRole('option', { name: 'Show the developer panel' }));
		});
		await expect(panel.getByRole('tablist', { name: 'Parts of the developer panel' })).toBeVisible();
	},
};

/** Open when the page was left, open when it comes again. */
export const LeftOpen: Story = {
	...leftAt('composition'),
	play: async ({ canvasElement }) => {
		await opened(canvasElement);
	},
};

/** Who may not see it has neither its keys nor its line in the palette; that it was left open opens nothing. */
export const NotForMembers: Story = {
	...inShell({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const canvas = await ready(canvasElement);
		await userEvent.keyboard('{Control>}i{/Control}');
		await expect(inspectorIsOpen.get()).toBe(false);
		inspectorIsOpen.set(true);
		await userEvent.keyboard('{Control>}k{/Control}');
		const palette = within(await within(document.body).findByRole('dialog', { name: 'Search and commands' }, loading));
		await userEvent.type(await palette.findByRole('combobox'), 'developer');
		await expect(await palette.findByText(/Nothing found/)).toBeVisible();
		await expect(canvas.queryByRole('region', { name: 'Developer panel' })).toBeNull();
	},
};

/** At the end of the lines: the page gives way. */
export const Beside: Story = {
	play: async ({ canvasElement }) => {
		const panel = await openByKeys(canvasElement);
		await userEvent.click(panel.getByRole('button', { name: 'Dock beside' }));
		const moved = within(await within(canvasElement).findByRole('region', { name: 'Developer panel' }));
		await expect(moved.getByRole('button', { name: 'Dock below' })).toBeVisible();
		const edge = moved.getByRole('separator', { name: 'Size of the developer panel' });
		await expect(edge).toHaveAttribute('aria-valuenow', '440');
		edge.focus();
		await userEvent.keyboard('{ArrowLeft}');
		await waitFor(() => expect(edge).toHaveAttribute('aria-valuenow', '464'));
	},
};

/** Over the whole page. */
export const OnPhone: Story = {
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		await ready(canvasElement);
		inspectorIsOpen.set(true);
		const sheet = within(await within(document.body).findByRole('dialog', { name: 'Developer panel' }, loading));
		await expect(sheet.getByRole('tab', { name: 'Composition' })).toBeVisible();
		await expect(sheet.getByText('composition-1')).toBeVisible();
	},
};

export const InGerman: Story = {
	globals: { language: 'de' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await userEvent.keyboard('{Control>}i{/Control}');
		const panel = within(await canvas.findByRole('region', { name: 'Entwicklerbereich' }, loading));
		await expect(panel.getByRole('tab', { name: 'Zusammenstellung' })).toBeVisible();
	},
};

/** A remote that failed says why, and is started again from here. */
export const FailedRemote: Story = {
	...inShell({ remotes: () => [failingOnce(users)] }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Users is not available');
		await userEvent.keyboard('{Control>}i{/Control}');
		const panel = within(await canvas.findByRole('region', { name: 'Developer panel' }, loading));
		await expect(panel.getByText(/The remote’s own server is away/)).toBeVisible();
		await userEvent.click(panel.getByRole('button', { name: 'Try again: users' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
	},
};

/** What goes over the bus appears as it comes, is found by its name, and opens. */
export const Bus: Story = {
	...leftAt('bus'),
	play: async ({ canvasElement, loaded }) => {
		const { platform } = worldOf(loaded);
		const panel = await opened(canvasElement);
		platform.bus.from('users').emit('browser:data-changed', { owner: 'users', key: 'drafts' });
		platform.bus.emit('api:request-failed', {
			...{
				code: 'NETWORK_ERROR',
				status: 0,
				message: 'The server could not be reached.',
				method: 'GET',
				path: '/users',
			},
			notify: false,
		});
		const list = within(await panel.findByRole('list', { name: 'Bus' }));
		await userEvent.type(panel.getByRole('searchbox', { name: 'Filter by name' }), 'browser');
		await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(1));
		await userEvent.click(list.getByText('browser:data-changed'));
		await expect(await list.findByText(/"key": "drafts"/)).toBeVisible();
	},
};

/** Paused, nothing is kept; cleared, nothing is there. */
export const BusPaused: Story = {
	...leftAt('bus'),
	play: async ({ canvasElement, loaded }) => {
		const { platform } = worldOf(loaded);
		const panel = await opened(canvasElement);
		platform.bus.emit('browser:data-changed', { owner: 'users', key: 'before' });
		await panel.findByText('{"owner":"users","key":"before"}');
		await userEvent.click(panel.getByRole('button', { name: 'Pause' }));
		await userEvent.click(panel.getByRole('button', { name: 'Clear' }));
		platform.bus.emit('browser:data-changed', { owner: 'users', key: 'drafts' });
		await expect(await panel.findByText('Paused: what is raised is not kept.')).toBeVisible();
		await expect(panel.getByRole('button', { name: 'Clear' })).toBeDisabled();
	},
};

/** What is known of the server's data: fetched again, and dropped, key by key. */
export const Cache: Story = {
	...leftAt('cache'),
	tags: ['no-picture'],
	play: async ({ canvasElement, loaded }) => {
		const { platform } = worldOf(loaded);
		const { userKeys } = await import('@flotilla/data-cache');
		await platform.cache.preload(userKeys.list({}));
		const panel = await opened(canvasElement);
		const table = within(panel.getByRole('table', { name: 'Cache' }));
		await expect(await table.findByText('users list')).toBeVisible();
		await userEvent.click(table.getByRole('button', { name: 'Drop users list' }));
		await waitFor(() => expect(platform.cache.read(userKeys.list({}))).toBeUndefined());
	},
};

export const Socket: Story = {
	...leftAt('socket'),
	tags: ['no-picture'],
	play: async ({ canvasElement }) => {
		const panel = await opened(canvasElement);
		await expect(await panel.findByText('WebSocket')).toBeVisible();
		await expect(panel.getByText('Connected', { selector: 'dd *' })).toBeVisible();
		await expect(panel.getByText('Everything that this person may see')).toBeVisible();
	},
};

/** In a story nothing is shared: there is no federation runtime. */
export const SharedModulesNone: Story = {
	...leftAt('shared'),
	play: async ({ canvasElement }) => {
		const panel = await opened(canvasElement);
		await expect(panel.getByText('Nothing was shared yet')).toBeVisible();
	},
};

export const OverridesNone: Story = {
	...leftAt('overrides'),
	play: async ({ canvasElement }) => {
		const panel = await opened(canvasElement);
		await expect(panel.getByText('Nothing is overridden')).toBeVisible();
	},
};

/** A remote is broken on purpose, says so on its own place alone, and comes back. */
export const Faults: Story = {
	...leftAt('faults'),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const panel = await opened(canvasElement);
		await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Fault of users' }), 'Failing');
		await expect(canvas.getByText('1 fault is on in this tab')).toBeVisible();
		await userEvent.click(panel.getByRole('button', { name: 'End it now: users' }));
		await canvas.findByText('Users is not available');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByText('Users is not available');
		await userEvent.click(panel.getByRole('button', { name: 'Reset all' }));
		await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await expect(canvas.queryByText('1 fault is on in this tab')).toBeNull();
	},
};

/** Every fault there is, as it is set. */
export const FaultsOn: Story = {
	...leftAt('faults'),
	play: async ({ canvasElement }) => {
		const panel = await opened(canvasElement);
		const choose = (name: string, fault: string) =>
			userEvent.selectOptions(panel.getByRole('combobox', { name: `Fault of ${name}` }), fault);
		await choose('users', 'Failing');
		await choose('files', 'Slow');
		await choose('WebSocket', 'Offline');
		const slowness = panel.getByRole('textbox', { name: 'Milliseconds later: files' });
		await userEvent.clear(slowness);
		await userEvent.type(slowness, '99999{Enter}');
		await expect(panel.getByRole('textbox', { name: 'Milliseconds later: files' })).toHaveValue('2000');
		await expect(await within(canvasElement).findByText('3 faults are on in this tab')).toBeVisible();
		await expect(panel.getByRole('tab', { name: 'Faults (3)' })).toBeVisible();
	},
};

/** The mark stays while the panel is closed, and takes them away by itself. */
export const FaultsOnPanelClosed: Story = {
	...leftAt('faults'),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const panel = await opened(canvasElement);
		await userEvent.selectOptions(panel.getByRole('combobox', { name: 'Fault of files' }), 'Offline');
		await userEvent.click(panel.getByRole('button', { name: 'Close the developer panel' }));
		const mark = within(
			await canvas.findByText('1 fault is on in this tab').then(({ parentElement }) => parentElement as HTMLElement),
		);
		await expect(mark.getByRole('button', { name: 'Reset all' })).toBeVisible();
	},
};
