import type { ComposedRemote } from '@flotilla/contracts';
import type { SharedModuleUse } from '@flotilla/federation/inspect';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, fn, userEvent, within } from 'storybook/test';
import { failingOnce, files, neverStarting, users } from '../../stories/remotes.tsx';
import { inShell, loadShell, ShellStage, worldOf } from '../../stories/shell-stage.tsx';
import { CompositionTab } from './composition-tab.view.tsx';
import styles from './inspector.module.css';
import { LoadTimesTab } from './load-times-tab.view.tsx';
import { OverridesTab } from './overrides-tab.view.tsx';
import type { ChannelStatus } from './read-channel.ts';
import { SharedModulesTab } from './shared-modules-tab.view.tsx';

/** Parts of the developer panel, with what only a registry and a federation runtime would tell. */
const meta: Meta = { title: 'Shell/Developer panel, parts', ...inShell() };
export default meta;
type Story = StoryObj;

const show = (loaded: Record<string, unknown>, part: ReactNode) => (
	<ShellStage world={worldOf(loaded)} address="/users">
		<main className={styles.body}>{part}</main>
	</ShellStage>
);

const channel = (changes: Partial<ChannelStatus> = {}): ChannelStatus => ({
	revision: 42,
	compositionId: 'composition-1',
	apps: ['shell', 'auth', 'users', 'files', 'audit'].map((app) => ({
		...{
			app,
			version: '1.0.0',
			build: `${app}-build-1`,
			pinned: false,
			signedBy: app === 'auth' ? [] : ['key-1'],
			changedAt: '2026-11-20T09:30:00.000Z',
		},
	})),
	canaries: [],
	...changes,
});
const marked = (): ChannelStatus => {
	const base = channel({ canaries: [{ app: 'users', version: '1.0.0', percent: 20, cohort: 'beta' }] });
	const apps = base.apps.map((app) => {
		if (app.app === 'users') return { ...app, version: '0.9.0' };
		if (app.app === 'files') return { ...app, version: '1.1.0' };
		return { ...app, pinned: app.app === 'auth' };
	});
	return { ...base, apps };
};

/** All as the channel has it. */
export const CompositionLive: Story = {
	render: (_args, { loaded }) => show(loaded, <CompositionTab readChannel={async () => channel()} />),
	play: async ({ canvas }) => {
		await expect(await canvas.findByText('production, revision 42')).toBeVisible();
		await expect(canvas.getAllByText('Running')).toHaveLength(1);
	},
};

/** A candidate on trial, a pinned app, one that is behind, one that failed and one on its way. */
export const CompositionMarked: Story = {
	loaders: [
		async () => {
			const loaded = await loadShell({ remotes: () => [failingOnce(users), neverStarting(files)] });
			const { federation } = loaded.world;
			await federation.start('users');
			void federation.start('files');
			return loaded;
		},
	],
	render: (_args, { loaded }) => show(loaded, <CompositionTab readChannel={async () => marked()} />),
	play: async ({ canvas }) => {
		await expect(await canvas.findByText('Canary')).toBeVisible();
		await expect(canvas.getByText('Pinned')).toBeVisible();
		await expect(canvas.getByText('1.1.0 is live')).toBeVisible();
		await expect(canvas.getByText('Starting')).toBeVisible();
		await userEvent.click(canvas.getByRole('button', { name: 'Try again: users' }));
		await expect(await canvas.findAllByText('Running')).toHaveLength(2);
	},
};

/** Another build runs in place of one that would not. */
export const CompositionReplaced: Story = {
	loaders: [
		async () => {
			const loaded = await loadShell({ remotes: () => [failingOnce(users)], earlierVersion: '0.9.0' });
			const { federation } = loaded.world;
			const state = await federation.start('users');
			if (state.status !== 'failed') throw new Error('It should have failed.');
			const { remote } = await federation.findReplacement(state.error);
			await federation.replace(remote as ComposedRemote);
			return loaded;
		},
	],
	render: (_args, { loaded }) =>
		show(
			loaded,
			<>
				<CompositionTab />
				<OverridesTab />
			</>,
		),
	play: async ({ canvas }) => {
		await expect(canvas.getByText('In place of 1.0.0')).toBeVisible();
		await expect(canvas.getByText('A reload brings 1.0.0 again.')).toBeVisible();
	},
};

/** The registry is away: what the page itself knows is there all the same. */
export const CompositionWithoutRegistry: Story = {
	render: (_args, { loaded }) => show(loaded, <CompositionTab readChannel={() => Promise.reject(new Error('away'))} />),
	play: async ({ canvas }) => {
		await expect(await canvas.findByText(/The registry did not answer/)).toBeVisible();
		await expect(canvas.getByText('team-users')).toBeVisible();
	},
};

const use = (request: string, version: string, users: string[], more: Partial<SharedModuleUse> = {}) => ({
	...{ request, version, users, provider: 'shell', isLoaded: true },
	...more,
});

export const SharedModules: Story = {
	render: (_args, { loaded }) =>
		show(
			loaded,
			<SharedModulesTab
				read={() => [
					use('@flotilla/data-cache', '0.1.0', ['files', 'users']),
					use('@flotilla/ui/charts', '0.1.0', [], { isLoaded: false }),
					use('react', '19.3.1', ['auth', 'files', 'users']),
					use('swr', '2.4.0', ['billing'], { provider: 'billing' }),
					use('swr', '2.5.1', ['users']),
				]}
			/>,
		),
	play: async ({ canvas }) => {
		await expect(canvas.getByText(/^auth, files,? and users$/)).toBeVisible();
		await expect(canvas.getAllByText('Several copies')).toHaveLength(2);
	},
};

const file = (path: string, responseEnd: number, transferSize: number) => ({
	...{ name: `${location.origin}${path}`, startTime: 90, duration: responseEnd - 90, responseEnd, transferSize },
	decodedBodySize: 48_200,
});

export const LoadTimes: Story = {
	render: (_args, { loaded }) =>
		show(
			loaded,
			<LoadTimesTab
				read={() => ({
					files: [file('/assets/users/remote.js', 180, 9_000), file('/assets/files/remote.js', 1_240, 0)],
					measures: [
						{ name: 'flotilla:users:code', startTime: 95, duration: 130 },
						{ name: 'flotilla:users:start', startTime: 226, duration: 31 },
						{ name: 'flotilla:files:code', startTime: 1_180, duration: 84 },
						{ name: 'flotilla:files:start', startTime: 1_265, duration: 12 },
					],
				})}
			/>,
		),
	play: async ({ canvas }) => {
		const row = (name: string) => within(canvas.getByText(name).closest('tr') as HTMLElement);
		await expect(row('users').getByText('162 ms')).toBeVisible();
		await expect(row('files').getByText(/from a cache/)).toBeVisible();
		await expect(row('auth').getAllByText('–')).toHaveLength(5);
	},
};

const go = fn();

/** A cohort is left by who likes; a share of devices is not theirs to leave. */
export const Overrides: Story = {
	render: (_args, { loaded }) =>
		show(
			loaded,
			<OverridesTab
				go={go}
				readChannel={async () => ({
					...channel(),
					canaries: [
						{ app: 'users', version: '1.0.0', percent: 0, cohort: 'beta' },
						{ app: 'files', version: '1.0.0', percent: 20, cohort: null },
					],
				})}
			/>,
		),
	play: async ({ canvas }) => {
		await userEvent.click(await canvas.findByRole('button', { name: 'Leave the cohort' }));
		await expect(go).toHaveBeenCalledWith(expect.stringContaining('flotilla-cohort='));
		await expect(canvas.getByText(/20% that try it/)).toBeVisible();
	},
};
