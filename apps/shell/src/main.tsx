import { lendHostRuntime, loadRemoteModule } from '@flotilla/federation/host';
import { readComposition, readServiceWorker } from './boot/read-composition.ts';
import { startShell } from './boot/start-shell.tsx';

lendHostRuntime();
void startShell({
	composition: readComposition(document),
	loadModule: loadRemoteModule,
	serviceWorker: readServiceWorker(document),
});
