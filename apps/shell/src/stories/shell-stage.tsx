import { buildUser } from '@flotilla/testing';
import {
	createStoryWorld,
	type StoryRemote,
	StoryStage,
	type StoryWorld,
	type StoryWorldOptions,
} from '@flotilla/testing/stories';
import { ShellPage } from '../app/shell-page.tsx';
import { type FakeQueue, WithQueue } from './queue.tsx';
import { audit, auth, files, users } from './remotes.tsx';

interface Options extends Pick<StoryWorldOptions, 'online'> {
	/** What to put in the place of the remotes of the same name. Default: all work. */
	remotes?: () => readonly StoryRemote[];
	as?: 'admin' | 'member';
}

/** What a device keeps for the shell: each story begins on a device of its own. */
const deviceKeys = ['flotilla.recent', 'flotilla.shortcuts', 'flotilla.navigation-narrow'];

/** Loads a world in which Ada looks at a page of the shell. */
export const inShell = ({ remotes = () => [], as = 'admin', ...options }: Options = {}) => ({
	loaders: [
		async () => {
			for (const key of deviceKeys) localStorage.removeItem(key);
			const replaced = new Map(remotes().map((remote) => [remote.name, remote]));
			const world = await createStoryWorld({
				...options,
				as,
				users: [buildUser({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@flotilla.test', role: as })],
				remotes: [auth, users, files, audit].map((remote) => replaced.get(remote.name) ?? remote),
			});
			return { world };
		},
	],
});

export const worldOf = (loaded: Record<string, unknown>): StoryWorld => loaded.world as StoryWorld;

/** Everything of the shell below its providers. */
export const ShellStage = ({ world, address, queue }: { world: StoryWorld; address: string; queue?: FakeQueue }) => {
	return (
		<StoryStage world={world} address={address}>
			{queue === undefined ? (
				<ShellPage />
			) : (
				<WithQueue queue={queue}>
					<ShellPage />
				</WithQueue>
			)}
		</StoryStage>
	);
};
