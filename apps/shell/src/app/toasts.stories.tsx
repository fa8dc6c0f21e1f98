import { FakeFailure } from '@flotilla/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Toasts',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/users" />,
	...inShell(),
};
export default meta;

export const OfEveryKind: StoryObj = {
	play: async ({ canvasElement, loaded }) => {
		const { notifications } = worldOf(loaded).platform;
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		for (const kind of ['info', 'success', 'warning', 'error'] as const) {
			notifications.add({ kind, title: `A word of ${kind}`, message: 'And what it means.', duration: null });
		}
		const toasts = within(await canvas.findByRole('region', { name: 'Notifications' }));
		await waitFor(() => expect(toasts.getAllByRole('listitem')).toHaveLength(4));
		await userEvent.click(toasts.getAllByRole('button', { name: 'Dismiss' })[0] as HTMLElement);
		await waitFor(() => expect(toasts.queryByText('A word of info')).toBeNull());
		await expect(toasts.getAllByRole('listitem')).toHaveLength(3);
	},
};

/** Told once, however many calls find out. */
export const NoConnection: StoryObj = {
	play: async ({ canvasElement, loaded }) => {
		const { platform, setOnline } = worldOf(loaded);
		const canvas = within(canvasElement);
		await canvas.findByText('Live');
		setOnline(false);
		await Promise.allSettled([platform.api.users.list(), platform.api.files.list()]);
		await canvas.findByText('No connection');
		await expect(within(canvas.getByRole('region', { name: 'Notifications' })).getAllByRole('listitem')).toHaveLength(
			1,
		);
	},
};

export const TooManyRequests: StoryObj = {
	play: async ({ canvasElement, loaded }) => {
		const { platform, backend } = worldOf(loaded);
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		backend.failNext('GET /users', new FakeFailure('RATE_LIMITED', { retryAfter: 30 }));
		await platform.api.users.list().catch(() => {});
		await canvas.findByText('Too many requests');
	},
};
