// The same shell and the same remotes, federated as the guide of Module Federation does it.
import type { RemoteManifest } from '@flotilla/contracts';
import type { LoadRemoteModule } from '@flotilla/federation';
import { manifest as auth } from '../../../../apps/auth/remote.manifest.ts';
import { manifest as files } from '../../../../apps/files/remote.manifest.ts';
import { startShell } from '../../../../apps/shell/src/boot/start-shell.tsx';
import { manifest as users } from '../../../../apps/users/remote.manifest.ts';
import { readWithRemotes } from '../read-with-remotes.ts';

type StartModule = Awaited<ReturnType<LoadRemoteModule>>;

const remotes: Record<string, { manifest: RemoteManifest; load: () => Promise<StartModule> }> = {
	auth: { manifest: auth, load: () => import('auth/start') },
	users: { manifest: users, load: () => import('users/start') },
	files: { manifest: files, load: () => import('files/start') },
};

void startShell({
	composition: readWithRemotes(Object.values(remotes).map(({ manifest }) => manifest)),
	loadModule: ({ name }) => remotes[name]?.load() ?? Promise.reject(new RangeError(`No remote named ${name}`)),
});
