// The suite as one build: each remote's pages are a lazy chunk, and nothing of the federation's runtime is in it.
import { manifest as auth } from '../../../../apps/auth/remote.manifest.ts';
import { manifest as files } from '../../../../apps/files/remote.manifest.ts';
import { manifest as users } from '../../../../apps/users/remote.manifest.ts';
import { startPeer } from '../../load/peers/start-peer.ts';

void startPeer([
	{ manifest: auth, load: () => import('../../../../apps/auth/src/expose/start.ts') },
	{ manifest: users, load: () => import('../../../../apps/users/src/expose/start.ts') },
	{ manifest: files, load: () => import('../../../../apps/files/src/expose/start.ts') },
]);
