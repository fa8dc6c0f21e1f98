import { join } from 'node:path';
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import type { Configuration } from '@rspack/core';
import { sharedModules } from '../../../build/shared-modules.ts';
import type { BenchRemote } from '../remotes/bench-remotes.ts';
import { buildPeer, type PeerPage, peerBase, shellFolder, withServiceWorker } from './build-peer.ts';
import { writeEntry } from './write-entry.ts';

/** What the build tool does where nothing is said: scripts, not modules. */
const asScripts = (configuration: Configuration): Configuration => {
	const { module: _module, chunkFormat: _format, chunkLoading: _loading, ...output } = configuration.output ?? {};
	return { ...configuration, output };
};

/** Each request once, the shell's copy and the remotes' fallbacks alike. */
const shared = Object.fromEntries(Object.keys(sharedModules).map((request) => [request, { singleton: true }]));

interface DefaultFederationOptions {
	folder: string;
	remotes: readonly BenchRemote[];
}

/** `@module-federation/enhanced` as its guide sets it up. */
export const buildDefaultFederation = async ({ folder, remotes }: DefaultFederationOptions): Promise<PeerPage> => {
	const assets = join(folder, 'assets');
	const entry = await writeEntry({ folder: `${folder}-source`, remotes, imports: 'named', asynchronous: true });
	const base = asScripts(withServiceWorker(peerBase(shellFolder, assets, 'default-shell')));
	const filesOf = await buildPeer({
		...base,
		entry: { main: entry },
		plugins: [
			...(base.plugins ?? []),
			new ModuleFederationPlugin({
				name: 'shell',
				remotes: Object.fromEntries(remotes.map(({ name }) => [name, `${name}@/assets/${name}/mf-manifest.json`])),
				shared,
				// Types for editors; nothing of it reaches a browser.
				dts: false,
			}),
		],
	});
	for (const { name, folder: source, manifest } of remotes) {
		const remote = asScripts(peerBase(source, join(assets, name), `default-${manifest.name}`));
		await buildPeer({
			...remote,
			entry: {},
			plugins: [
				...(remote.plugins ?? []),
				new ModuleFederationPlugin({
					name,
					filename: 'remoteEntry.js',
					exposes: { './start': './src/expose/start.ts' },
					shared,
					dts: false,
				}),
			],
		});
	}
	const first = filesOf('main');
	// Where it looks for the rest is known to its run time alone, so nothing of a route is preloaded.
	return { entry: first.modules.at(-1) ?? '', first, routes: {} };
};
