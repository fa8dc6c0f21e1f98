// The same shell and the same remotes as one build: each remote's pages are a lazy chunk, and
// nothing of the federation's runtime is in it.
import type { RemoteManifest } from '@flotilla/contracts';
import type { LoadRemoteModule } from '@flotilla/federation';
import { manifest as auth } from '../../../../apps/auth/remote.manifest.ts';
import { manifest as files } from '../../../../apps/files/remote.manifest.ts';
import { startShell } from '../../../../apps/shell/src/boot/start-shell.tsx';
import { manifest as users } from '../../../../apps/users/remote.manifest.ts';
import { readWithRemotes } from '../read-with-remotes.ts';

type StartModule = Awaited<ReturnType<LoadRemoteModule>>;

const routes: Record<string, { manifest: RemoteManifest; load: () => Promise<StartModule> }> = {
	auth: {
		manifest: auth,
		load: () => import(/* webpackChunkName: "auth" */ '../../../../apps/auth/src/expose/start.ts'),
	},
	users: {
		manifest: users,
		load: () => import(/* webpackChunkName: "users" */ '../../../../apps/users/src/expose/start.ts'),
	},
	files: {
		manifest: files,
		load: () => import(/* webpackChunkName: "files" */ '../../../../apps/files/src/expose/start.ts'),
	},
};

void startShell({
	composition: readWithRemotes(Object.values(routes).map(({ manifest }) => manifest)),
	loadModule: ({ name }) => routes[name]?.load() ?? Promise.reject(new RangeError(`No route named ${name}`)),
});
