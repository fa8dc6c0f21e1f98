// The same shell and the same remotes without Flotilla's federation: a variant says how a remote's code comes.
import type { RemoteManifest } from '@flotilla/contracts';
import type { LoadRemoteModule } from '@flotilla/federation';
import { readServiceWorker } from '../../../../apps/shell/src/boot/read-composition.ts';
import { startShell } from '../../../../apps/shell/src/boot/start-shell.tsx';
import { readWithRemotes } from './read-with-remotes.ts';

type StartModule = Awaited<ReturnType<LoadRemoteModule>>;

export interface PeerRemote {
	manifest: RemoteManifest;
	load(): Promise<StartModule>;
}

export const startPeer = (remotes: readonly PeerRemote[]): Promise<void> => {
	const byName = new Map(remotes.map((remote) => [remote.manifest.name, remote]));
	return startShell({
		composition: readWithRemotes(remotes.map(({ manifest }) => manifest)),
		loadModule: ({ name }) =>
			byName.get(name)?.load() ?? Promise.reject(new RangeError(`There is no remote named ${name}`)),
		serviceWorker: readServiceWorker(document),
	});
};
