// Remotes as applications of single-spa: it watches the address and says when an application's code is loaded.
import type { LoadRemoteModule } from '@flotilla/federation';
import { registerApplication, start } from 'single-spa';
import type { PeerRemote } from './start-peer.ts';

type StartModule = Awaited<ReturnType<LoadRemoteModule>>;

/**
 * Registers each remote under its route prefix. The shell's tree renders what an application brings, in the place of a
 * root of its own for each: providers, cache and session are then shared, which favours this variant.
 */
export const underSingleSpa = (remotes: readonly PeerRemote[]): PeerRemote[] => {
	const registered = remotes.map(({ manifest, load }): PeerRemote => {
		let loading: Promise<StartModule> | undefined;
		const loadOnce = () => (loading ??= load());
		const started = Promise.withResolvers<StartModule>();
		const isActive = ({ pathname }: { pathname: string }) =>
			pathname === manifest.routePrefix || pathname.startsWith(`${manifest.routePrefix}/`);
		registerApplication({
			name: manifest.name,
			app: async () => {
				const module = await loadOnce();
				const bootstrap = async () => started.resolve(module);
				return { bootstrap, mount: async () => {}, unmount: async () => {} };
			},
			activeWhen: isActive,
		});
		// What stands in another page's slot is a parcel, whose code its page asks for.
		return { manifest, load: () => (isActive(location) ? started.promise : loadOnce()) };
	});
	start();
	return registered;
};
