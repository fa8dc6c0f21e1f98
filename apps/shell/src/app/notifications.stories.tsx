import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { failingOnce, users } from '../stories/remotes.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Notifications',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/files" />,
	...inShell(),
};
export default meta;
type Story = StoryObj;

const undo = fn();

const open = async (canvasElement: HTMLElement) => {
	await userEvent.click(await within(canvasElement).findByRole('button', { name: /^Notifications/ }));
	return within(await within(document.body).findByRole('dialog', { name: 'Notifications' }, { timeout: 10_000 }));
};
const tell = async (canvasElement: HTMLElement, loaded: Record<string, unknown>) => {
	await within(canvasElement).findByRole('heading', { level: 1, name: 'Files' });
	const { notifications, bus } = worldOf(loaded).platform;
	undo.mockClear();
	notifications.add({ kind: 'success', title: '12 people deleted', action: { label: 'Undo', run: undo } });
	notifications.add({ kind: 'warning', title: 'Too many requests', message: 'Wait 30 seconds, then try again.' });
	notifications.add({ kind: 'error', title: 'The server failed', message: 'Request req-7. Nothing was saved.' });
	bus.publish({ name: 'users:imported', payload: { count: 4963 }, source: 'server' });
};

export const Nothing: Story = {
	play: async ({ canvasElement }) => {
		const centre = await open(canvasElement);
		await expect(centre.getByText('Nothing has happened yet')).toBeVisible();
	},
};

/** What went wrong, and what happened elsewhere, counts as unread; what somebody saw pass does not. */
export const Unread: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		await within(canvasElement).findByRole('button', { name: 'Notifications, 3 unread' });
	},
};

export const History: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		const centre = await open(canvasElement);
		await expect(centre.getAllByRole('listitem')).toHaveLength(4);
		await expect(centre.getByText('4,963 people were imported')).toBeVisible();
	},
};

export const HistoryOnPhone: Story = { ...History, globals: { viewport: { value: 'mobile1' } } };

/** What is closed has been read. */
export const Read: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		const centre = await open(canvasElement);
		await userEvent.click(centre.getByRole('button', { name: 'Close the notifications' }));
		await within(canvasElement).findByRole('button', { name: 'Notifications' });
	},
};

/** What a toast offered can still be done when it is gone, once. */
export const ActionKept: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		const toasts = within(await within(canvasElement).findByRole('region', { name: 'Notifications' }));
		await userEvent.click((await toasts.findAllByRole('button', { name: 'Dismiss' }))[0] as HTMLElement);
		await waitFor(() => expect(toasts.queryByText('12 people deleted')).toBeNull());
		const centre = await open(canvasElement);
		await userEvent.click(centre.getByRole('button', { name: 'Undo' }));
		await expect(undo).toHaveBeenCalledOnce();
		await expect(centre.queryByRole('button', { name: 'Undo' })).toBeNull();
	},
};

/** From what happened to where it is seen. */
export const LeadsThere: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		const centre = await open(canvasElement);
		await userEvent.click(centre.getByRole('button', { name: 'Show' }));
		await within(canvasElement).findByRole('heading', { level: 1, name: 'Users' });
	},
};

export const Cleared: Story = {
	play: async ({ canvasElement, loaded }) => {
		await tell(canvasElement, loaded);
		const centre = await open(canvasElement);
		await userEvent.click(centre.getByRole('button', { name: 'Remove: The server failed' }));
		await expect(centre.getAllByRole('listitem')).toHaveLength(3);
		await userEvent.click(centre.getByRole('button', { name: 'Clear' }));
		await centre.findByText('Nothing has happened yet');
	},
};

/** A remote that fails anywhere on the page is told, and a new version is. */
export const OfTheSuite: Story = {
	...inShell({ remotes: () => [failingOnce(users)] }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const { platform, federation } = worldOf(loaded);
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await federation.start('users');
		platform.bus.emit('app:update-ready', { compositionId: 'c-2' });
		const centre = await open(canvasElement);
		await expect(centre.getByText('Users stopped working')).toBeVisible();
		await expect(centre.getByText('A new version is ready')).toBeVisible();
		await expect(centre.getByRole('button', { name: 'Update now' })).toBeVisible();
	},
};

/** A page that would look live and is not says so. */
export const NotTold: Story = {
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		worldOf(loaded).platform.bus.emit('realtime:request-refused', { code: 'FORBIDDEN', message: 'Not yours.' });
		await canvas.findByText('Some changes do not arrive by themselves');
	},
};
