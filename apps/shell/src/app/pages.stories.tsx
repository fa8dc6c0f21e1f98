import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { auth, failingOnce, files, neverStarting } from '../stories/remotes.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

interface Args {
	/** Where the person is. */
	address: string;
}

const meta: Meta<Args> = {
	title: 'Shell/Pages',
	args: { address: '/files' },
	parameters: { layout: 'fullscreen' },
	render: ({ address }, { loaded }) => <ShellStage world={worldOf(loaded)} address={address} />,
};
export default meta;
type Story = StoryObj<Args>;

export const NotFound: Story = {
	...inShell(),
	args: { address: '/usersx/42' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('There is no such page');
		await canvas.findByText(/Nothing answers to \/usersx\/42/);
		await userEvent.click(canvas.getByRole('link', { name: 'Go to the dashboard' }));
		await canvas.findByRole('heading', { level: 1, name: 'Hello, Ada' });
	},
};

/** The remote is not even started for somebody who may not open it. */
export const NoAccess: Story = {
	...inShell({ as: 'member' }),
	args: { address: '/audit' },
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('You have no access to this page');
		// What is missing, and what whoever can give it will ask for.
		await expect(canvas.getByText(/“See the audit log”, which the role Member does not have/)).toBeVisible();
		await expect(canvas.getByText('audit:read')).toBeVisible();
		await expect(canvas.getByText('team-audit')).toBeVisible();
		await expect(worldOf(loaded).federation.state('audit').status).toBe('idle');
		await userEvent.click(canvas.getByRole('link', { name: 'Go to the dashboard' }));
		await canvas.findByRole('heading', { level: 1, name: 'Hello, Ada' });
	},
};

/** What is missing, who can give it, and what they will ask for. */
export const NoAccessExplained: Story = {
	...inShell({ as: 'member' }),
	args: { address: '/audit' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('button', { name: 'Copy details' });
	},
};

/** The frame and every other page work; a retry brings the page back. */
export const RemoteFailing: Story = {
	...inShell({ remotes: () => [failingOnce(files)] }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Files is not available');
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await userEvent.click(canvas.getByRole('link', { name: 'Files' }));
		await canvas.findByText('Files is not available');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await expect(canvas.queryByRole('alert')).toBeNull();
	},
};

/** Where nobody can sign in, no frame stands around the card. */
export const SignInFailing: Story = {
	...inShell({ remotes: () => [failingOnce(auth)] }),
	args: { address: '/auth/sign-in' },
	play: async ({ canvasElement }) => {
		const card = within(await within(canvasElement).findByRole('main'));
		await expect(card.getByText('Sign in is not available')).toBeVisible();
		await expect(card.getByRole('button', { name: 'Try again' })).toBeVisible();
	},
};

/** What whoever repairs it wants to know is one press away. */
export const RemoteFailed: Story = {
	...inShell({ remotes: () => [failingOnce(files)] }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByText('Details'));
		await expect(canvas.getByText('Files could not be started.')).toBeVisible();
		for (const fact of ['files 1.0.0', 'team-files', 'composition-1']) {
			await expect(canvas.getByText(fact)).toBeVisible();
		}
		await expect(canvas.getByRole('button', { name: 'Copy details' })).toBeVisible();
	},
};

/** The title is known before the page is. */
export const RemoteLoading: Story = {
	...inShell({ remotes: () => [neverStarting(files)] }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { level: 1, name: 'Files' });
		await expect(canvasElement.querySelector('[data-remote=files] [aria-busy=true]')).toBeVisible();
	},
};

/** Nobody can tell whether somebody is signed in: the page says so, and opens once it is known. */
export const ServerUnreachable: Story = {
	...inShell({ online: false }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const tryAgain = await canvas.findByRole('button', { name: 'Try again' });
		await userEvent.click(tryAgain);
		await canvas.findByText('The server still does not answer.');
		await expect(canvas.getByText('The server cannot be reached')).toBeVisible();
		worldOf(loaded).setOnline(true);
		await userEvent.click(tryAgain);
		await canvas.findByRole('heading', { level: 1, name: 'Files' });
		await canvas.findByText('Live');
	},
};
