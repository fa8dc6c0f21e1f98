import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { failingOnce, files, neverStarting, users } from '../stories/remotes.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Dashboard',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/" />,
};
export default meta;

/** A card of each remote that fills the dashboard, in their order. */
export const Cards: StoryObj = {
	...inShell(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Hello, Ada' });
		const people = await canvas.findByText('512');
		const files = await canvas.findByText('1,204');
		await expect(people.compareDocumentPosition(files)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
	},
};

/** One remote is lost: its card says so, the other works, and a retry brings it back. */
export const OneFailing: StoryObj = {
	...inShell({ remotes: () => [failingOnce(users)] }),
	play: async ({ canvasElement, loaded }) => {
		const { federation } = worldOf(loaded);
		const canvas = within(canvasElement);
		await canvas.findByText('Users is not available');
		await canvas.findByText('1,204');
		await expect(federation.state('files').status).toBe('running');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByText('512');
		await expect(canvas.queryByRole('alert')).toBeNull();
	},
};

/** As it stays without a retry. */
export const OneFailed: StoryObj = {
	...inShell({ remotes: () => [failingOnce(files)] }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('Files is not available');
	},
};

/** A slow remote keeps its place free and holds nobody up. */
export const OneLoading: StoryObj = {
	...inShell({ remotes: () => [neverStarting(users)] }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('1,204');
		const place = canvasElement.querySelector<HTMLElement>('[data-remote=users]');
		await expect(place?.offsetHeight).toBeGreaterThan(100);
	},
};

export const OnPhone: StoryObj = { ...inShell(), globals: { viewport: { value: 'mobile1' } } };
