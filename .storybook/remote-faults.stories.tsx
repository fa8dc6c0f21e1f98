import { createStoryWorld, type RemoteFault, RemoteStage, type StoryWorld, withFault } from '@flotilla/testing/stories';
import { Button, Group, Stack, Text } from '@flotilla/ui';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, within } from 'storybook/test';
import { PageSkeleton } from './page-skeleton.tsx';
import { type RemoteName, remotes } from './remotes.ts';

interface Args {
	/** Which remote it happens to. */
	remote: RemoteName;
	fault: RemoteFault;
	/** What ran before, and does still. */
	earlierVersion?: string;
}

/** The rest of the page: it works on, whatever happens below. */
const Neighbour = () => {
	const [count, setCount] = useState(0);
	return (
		<Group justify="space-between">
			<Text size="sm" c="dimmed">
				The rest of the page
			</Text>
			<Button variant="default" size="compact-sm" onClick={() => setCount((current) => current + 1)}>
				Presses: {count}
			</Button>
		</Group>
	);
};

/** A remote that somebody else deployed goes wrong: it costs its own area and nothing else, and another try brings it. */
const meta: Meta<Args> = {
	title: 'Platform/Remote faults',
	args: { remote: 'users' },
	argTypes: {
		remote: { control: 'select', options: Object.keys(remotes) },
		fault: { control: false },
		earlierVersion: { control: false },
	},
	parameters: {
		// React tells the console of what a boundary caught; that it does is what these stories are about.
		react: { rootOptions: { onCaughtError: () => {} } },
	},
	loaders: [
		async ({ args: { remote, fault, earlierVersion } }) => ({
			world: await createStoryWorld({
				remotes: [withFault(remotes[remote], fault)],
				as: remote === 'auth' ? null : 'admin',
				...(earlierVersion === undefined ? {} : { earlierVersion }),
				loadTimeout: fault === 'hangs' ? 1_000 : 15_000,
			}),
		}),
	],
	render: ({ remote }, { loaded }) => (
		<Stack gap="lg">
			<Neighbour />
			<RemoteStage world={loaded.world as StoryWorld} remote={remote} fallback={<PageSkeleton />} />
		</Stack>
	),
};
export default meta;
type Story = StoryObj<Args>;

/** The card says what happened; the page around it works; another try brings the remote. */
const recovers: Story['play'] = async ({ canvasElement }) => {
	const canvas = within(canvasElement);
	await canvas.findByText('Users is not available');
	await userEvent.click(canvas.getByRole('button', { name: 'Presses: 0' }));
	await expect(canvas.getByRole('button', { name: 'Presses: 1' })).toBeVisible();
	await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
	await canvas.findByRole('heading', { level: 1, name: 'Users' });
	await expect(canvas.queryByText('Users is not available')).toBeNull();
	await expect(canvas.getByRole('button', { name: 'Presses: 1' })).toBeVisible();
};

export const EntryMissing: Story = { args: { fault: 'entry-missing' }, play: recovers };
export const ThrowsAtImport: Story = { args: { fault: 'throws-at-import' }, play: recovers };
export const ThrowsAtStart: Story = { args: { fault: 'throws-at-start' }, play: recovers };
export const ThrowsAtRender: Story = { args: { fault: 'throws-at-render' }, play: recovers };
export const ThrowsInEffect: Story = { args: { fault: 'throws-in-effect' }, play: recovers };
export const Hangs: Story = { args: { fault: 'hangs' }, play: recovers };

/** Before anybody tries again, with what whoever repairs it wants to know. */
export const Failed: Story = {
	args: { fault: 'entry-missing' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByText('Details'));
		// Whose remote it is and which version: what whoever repairs it asks for.
		await expect(await canvas.findByText('users 1.0.0')).toBeVisible();
	},
};

/** The build that ran here before is offered beside another try; the page around it is not loaded again. */
export const EarlierVersionOffered: Story = {
	args: { fault: 'throws-at-import', earlierVersion: '0.9.2' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(await canvas.findByRole('button', { name: 'Use version 0.9.2 for now' })).toBeVisible();
	},
};

export const EarlierVersionTaken: Story = {
	...EarlierVersionOffered,
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Presses: 0' }));
		await userEvent.click(await canvas.findByRole('button', { name: 'Use version 0.9.2 for now' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		await expect(canvas.getByRole('button', { name: 'Presses: 1' })).toBeVisible();
	},
};

/** Its place is held until it comes. */
export const Slow: Story = {
	args: { fault: 'slow' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(canvasElement.querySelector('[data-remote=users] [aria-busy=true]')).toBeVisible();
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
	},
};
