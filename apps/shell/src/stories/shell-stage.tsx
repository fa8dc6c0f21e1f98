import { buildUser } from '@flotilla/testing';
import {
	createStoryWorld,
	type StoryRemote,
	StoryStage,
	type StoryWorld,
	type StoryWorldOptions,
} from '@flotilla/testing/stories';
import { type ReactNode, useState } from 'react';
import { ShellPage } from '../app/shell-page.tsx';
import { createFaultSeam, type FaultSeam } from '../faults/fault-seam.ts';
import { FaultSeamProvider } from '../faults/fault-seam-context.tsx';
import { type FakeQueue, WithQueue } from './queue.tsx';
import { audit, auth, files, users } from './remotes.tsx';

interface Options extends Pick<StoryWorldOptions, 'online' | 'earlierVersion'> {
	/** What to put in the place of the remotes of the same name. Default: all work. */
	remotes?: () => readonly StoryRemote[];
	as?: 'admin' | 'member';
}

/** What a device keeps for the shell: each story begins on a device of its own. */
const deviceKeys = [
	'flotilla.recent',
	'flotilla.shortcuts',
	'flotilla.navigation-narrow',
	'flotilla.inspector',
	'flotilla.inspector-dock',
	'flotilla.inspector-tab',
	'flotilla.inspector-height',
	'flotilla.inspector-width',
	'flotilla.inspector-events',
];

/** A world in which Ada looks at a page of the shell. */
export const loadShell = async ({ remotes = () => [], as = 'admin', ...options }: Options = {}) => {
	for (const key of deviceKeys) localStorage.removeItem(key);
	sessionStorage.removeItem('flotilla.faults');
	const faults = createFaultSeam();
	const replaced = new Map(remotes().map((remote) => [remote.name, remote]));
	const world = await createStoryWorld({
		...options,
		as,
		users: [buildUser({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@flotilla.test', role: as })],
		remotes: [auth, users, files, audit].map((remote) => passing(replaced.get(remote.name) ?? remote, faults)),
		beforeRequest: faults.environment.beforeRequest,
	});
	return { world, faults };
};

/** Loads it for a story. */
export const inShell = (options: Options = {}) => ({ loaders: [() => loadShell(options)] });

/** The same remote, whose code comes by way of the page's faults. */
const passing = (remote: StoryRemote, faults: FaultSeam): StoryRemote => ({
	...remote,
	load: (attempt) =>
		faults.wrapLoader(async () => (await remote.load?.(attempt)) ?? { start: remote.start })({
			...{ name: remote.name, entry: '', attempt },
		}),
});

export const faultsOfStory = (loaded: Record<string, unknown>): FaultSeam => loaded.faults as FaultSeam;

export const worldOf = (loaded: Record<string, unknown>): StoryWorld => loaded.world as StoryWorld;

interface StageProps {
	world: StoryWorld;
	address: string;
	queue?: FakeQueue;
	/** Default: one of its own. */
	faults?: FaultSeam;
	/** Default: everything of the shell below its providers. */
	children?: ReactNode;
}

export const ShellStage = ({ world, address, queue, faults, children = <ShellPage /> }: StageProps) => {
	const [ownFaults] = useState(createFaultSeam);
	return (
		<FaultSeamProvider value={faults ?? ownFaults}>
			<StoryStage world={world} address={address}>
				{queue === undefined ? children : <WithQueue queue={queue}>{children}</WithQueue>}
			</StoryStage>
		</FaultSeamProvider>
	);
};
