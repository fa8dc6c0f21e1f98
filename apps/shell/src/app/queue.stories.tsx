import type { NetworkStateName, Operation } from '@flotilla/data-cache';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { buildOperation, createFakeQueue, type FakeQueue } from '../stories/queue.tsx';
import { inShell, ShellStage, worldOf } from '../stories/shell-stage.tsx';

const meta: Meta = {
	title: 'Shell/Queue',
	parameters: { layout: 'fullscreen' },
	render: (_args, { loaded }) => <ShellStage world={worldOf(loaded)} address="/users" queue={queueOf(loaded)} />,
};
export default meta;
type Story = StoryObj;

const queueOf = (loaded: Record<string, unknown>) => loaded.queue as FakeQueue;
const withQueue = (network: NetworkStateName, operations: () => readonly Operation[] = () => []) => ({
	loaders: [...inShell().loaders, async () => ({ queue: createFakeQueue(network, operations()) })],
});
const refused = { code: 'EMAIL_TAKEN', status: 409, message: 'This e-mail address belongs to somebody else.' };
const some = () => [
	buildOperation(1),
	buildOperation(2, {
		kind: 'create',
		resource: 'notes',
		shown: { data: { title: 'Bring the charts to Bergen', done: false } },
		request: {
			method: 'POST',
			path: '/data/:collection',
			params: { collection: 'notes' },
			body: { data: { title: 'Bring the charts to Bergen', done: false } },
		},
	}),
	buildOperation(3, {
		resource: 'notes',
		dependsOn: ['operation-2'],
		shown: { data: { title: 'Bring the charts to Bergen' } },
		request: {
			method: 'PATCH',
			path: '/data/:collection/:id',
			params: { collection: 'notes', id: 'user-3' },
			body: { data: { done: true } },
		},
	}),
	buildOperation(4, { state: 'failed', error: refused, attempts: 1, shown: { firstName: 'Ada', lastName: 'Byron' } }),
	buildOperation(5, { state: 'conflict', shown: { firstName: 'Alan', lastName: 'Turing' } }),
];

/** Its code comes when it is first asked for. */
const loading = { timeout: 10_000 };
const open = async (canvasElement: HTMLElement, name: RegExp) => {
	await userEvent.click(await within(canvasElement).findByRole('button', { name }));
	return within(await within(document.body).findByRole('dialog', { name: 'Changes on this device' }, loading));
};

/** While all is well there is nothing to see. */
export const Nothing: Story = {
	...withQueue('online'),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Live');
		await expect(canvas.queryByRole('button', { name: /waiting|Offline/ })).toBeNull();
	},
};

/** It takes the place of the realtime connection, which is away as well. */
export const OfflineIndicator: Story = {
	...withQueue('offline', () => [buildOperation(1)]),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(await canvas.findByRole('button', { name: /Offline.*1 waiting/ })).toBeVisible();
		await expect(canvas.queryByText('Live')).toBeNull();
	},
};

export const OnPhone: Story = {
	...withQueue('offline', () => [buildOperation(1)]),
	globals: { viewport: { value: 'mobile1' } },
	play: async ({ canvasElement }) => {
		await expect(await within(canvasElement).findByRole('button', { name: 'Offline' })).toBeVisible();
	},
};

export const NeedsYou: Story = {
	...withQueue('online', some),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(await canvas.findByRole('button', { name: /2 need you.*3 waiting/ })).toBeVisible();
	},
};

export const EmptyPanel: Story = {
	...withQueue('unreachable'),
	play: async ({ canvasElement }) => {
		const panel = await open(canvasElement, /No connection/);
		await expect(panel.getByText('Nothing is waiting')).toBeVisible();
		await expect(panel.getByText(/The server does not answer/)).toBeVisible();
	},
};

/** Every state an operation can be in, and what can be done about it. */
export const Panel: Story = {
	...withQueue('offline', () => [...some(), buildOperation(6, { state: 'sending', kind: 'remove' })]),
	play: async ({ canvasElement }) => {
		const panel = await open(canvasElement, /Offline/);
		await expect(panel.getAllByRole('listitem')).toHaveLength(6);
		await expect(panel.getByText('Add “Bring the charts to Bergen” to notes')).toBeVisible();
		await expect(panel.getByText(refused.message)).toBeVisible();
		await expect(panel.queryByRole('button', { name: 'Discard: Delete Grace Hopper' })).toBeNull();
	},
};

export const PanelOnPhone: Story = { ...Panel, globals: { viewport: { value: 'mobile1' } } };

/** Somebody is added, changed and deleted on this device: each is told by name, whom the server does not know yet, too. */
const people = () => [
	buildOperation(1, {
		kind: 'create',
		rowIds: ['margaret'],
		shown: { id: 'margaret', firstName: 'Margaret', lastName: 'Hamilton' },
		request: {
			method: 'POST',
			path: '/users',
			params: {},
			body: {
				id: 'margaret',
				firstName: 'Margaret',
				lastName: 'Hamilton',
				email: 'margaret@flotilla.test',
				role: 'member',
				status: 'active',
			},
		},
	}),
	buildOperation(2, {
		rowIds: ['margaret'],
		dependsOn: ['operation-1'],
		shown: { role: 'manager' },
		request: { method: 'PATCH', path: '/users/:id', params: { id: 'margaret' }, body: { role: 'manager' } },
	}),
	buildOperation(3, {
		kind: 'remove',
		rowIds: ['margaret'],
		state: 'conflict',
		dependsOn: ['operation-2'],
		shown: undefined,
		request: { method: 'DELETE', path: '/users/:id', params: { id: 'margaret' } },
	}),
];

export const PeopleAddedAndDeleted: Story = {
	...withQueue('online', people),
	play: async ({ canvasElement, loaded }) => {
		const panel = await open(canvasElement, /needs you/);
		await expect(panel.getByText('Add Margaret Hamilton')).toBeVisible();
		await expect(panel.getByText('E-mail: margaret@flotilla.test')).toBeVisible();
		await expect(panel.getByText('Change Margaret Hamilton')).toBeVisible();
		await userEvent.click(panel.getByRole('button', { name: 'Do not delete: Delete Margaret Hamilton' }));
		await waitFor(() => expect(queueOf(loaded).asked).toEqual(['theirs operation-3']));
	},
};

/** The same in German. */
export const PeopleAddedAndDeletedInGerman: Story = {
	...PeopleAddedAndDeleted,
	globals: { language: 'de' },
	play: async ({ canvasElement }) => {
		await userEvent.click(await within(canvasElement).findByRole('button', { name: /braucht Sie/ }));
		const panel = within(
			await within(document.body).findByRole('dialog', { name: 'Änderungen auf diesem Gerät' }, loading),
		);
		await expect(panel.getByText('Margaret Hamilton hinzufügen')).toBeVisible();
		await expect(panel.getByRole('button', { name: 'Nicht löschen: Margaret Hamilton löschen' })).toBeVisible();
	},
};

/** What failed goes out again; a conflict is settled by who made the change. */
export const Settling: Story = {
	...withQueue('online', some),
	play: async ({ canvasElement, loaded }) => {
		const panel = await open(canvasElement, /need you/);
		await userEvent.click(panel.getByRole('button', { name: 'Try again: Change Ada Byron' }));
		await userEvent.click(await panel.findByRole('button', { name: 'Keep mine: Change Alan Turing' }));
		await waitFor(() => expect(queueOf(loaded).asked).toEqual(['retry operation-4', 'mine operation-5']));
		await userEvent.click(panel.getByRole('button', { name: 'Close the list of changes' }));
		await expect(await within(canvasElement).findByRole('button', { name: '3 waiting' })).toBeVisible();
	},
};

/** Nothing is lost without a question, which says what goes with it. */
export const Discarding: Story = {
	...withQueue('online', some),
	play: async ({ canvasElement, loaded }) => {
		const panel = await open(canvasElement, /need you/);
		await userEvent.click(panel.getByRole('button', { name: /^Discard: Add/ }));
		const question = within(await within(document.body).findByRole('alertdialog'));
		await expect(question.getByText(/1 change that depends on it goes with it/)).toBeVisible();
		await userEvent.click(question.getByRole('button', { name: 'Discard' }));
		await waitFor(() => expect(queueOf(loaded).asked).toEqual(['discard operation-2']));
		await expect(panel.getAllByRole('listitem')).toHaveLength(3);
	},
};

/** Signing out would lose what waits, and says so first. */
export const SignOutQuestion: Story = {
	...withQueue('offline', () => [buildOperation(1), buildOperation(2)]),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const { platform } = worldOf(loaded);
		const ask = async () => {
			await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
			await userEvent.click(canvas.getByRole('menuitem', { name: 'Sign out' }));
			return within(await within(document.body).findByRole('alertdialog', { name: 'Sign out and lose 2 changes?' }));
		};
		await userEvent.click((await ask()).getByRole('button', { name: 'Cancel' }));
		await expect(platform.session.store.getState().status).toBe('signed-in');
		await userEvent.click((await ask()).getByRole('button', { name: 'Sign out' }));
		await canvas.findByRole('heading', { level: 1, name: 'Sign in' });
	},
};

/** What waited is sent while the question is open: nobody is signed out for that, and the question says so. */
export const SignOutAskedWhileSent: Story = {
	...withQueue('offline', () => [buildOperation(1)]),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Sign out' }));
		await within(document.body).findByRole('alertdialog', { name: 'Sign out and lose 1 change?' });
		queueOf(loaded).drain();
		const question = within(await within(document.body).findByRole('alertdialog', { name: 'Sign out?' }));
		await expect(question.getByText(/Nothing will be lost/)).toBeVisible();
		await expect(worldOf(loaded).platform.session.store.getState().status).toBe('signed-in');
		await userEvent.click(question.getByRole('button', { name: 'Sign out' }));
		await canvas.findByRole('heading', { level: 1, name: 'Sign in' });
	},
};

/** What waits is not known yet, so nobody is signed out before it is. */
export const SignOutAskedWhileOpening: Story = {
	loaders: [
		...inShell().loaders,
		async () => ({ queue: createFakeQueue('offline', [buildOperation(1)], { isOpening: true }) }),
	],
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Sign out' }));
		await expect(worldOf(loaded).platform.session.store.getState().status).toBe('signed-in');
		queueOf(loaded).open();
		await within(document.body).findByRole('alertdialog', { name: 'Sign out and lose 1 change?' });
	},
};

/** The question itself, as it stays. */
export const SignOutAsked: Story = {
	...withQueue('offline', () => [buildOperation(1)]),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Account of Ada Lovelace' }));
		await userEvent.click(canvas.getByRole('menuitem', { name: 'Sign out' }));
		await within(document.body).findByRole('alertdialog', { name: 'Sign out and lose 1 change?' });
	},
};
