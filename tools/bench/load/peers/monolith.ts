import { join } from 'node:path';
import type { BenchRemote } from '../remotes/bench-remotes.ts';
import { buildPeer, type PeerPage, peerBase, shellFolder, without, withServiceWorker } from './build-peer.ts';
import { writeEntry } from './write-entry.ts';

interface MonolithOptions {
	/** Where it is built. */
	folder: string;
	remotes: readonly BenchRemote[];
	/** Each remote's pages are a chunk of their own, which the page preloads, or all is one file. */
	routes: 'lazy' | 'bundled';
}

/** One build of everything, with nothing of a federation in it. */
export const buildMonolith = async ({ folder, remotes, routes }: MonolithOptions): Promise<PeerPage> => {
	const entry = await writeEntry({
		folder: `${folder}-source`,
		remotes,
		imports: routes === 'lazy' ? 'chunk' : 'bundled',
	});
	const base = withServiceWorker(peerBase(shellFolder, join(folder, 'assets'), 'monolith'));
	const filesOf = await buildPeer({ ...base, entry: { main: entry } });
	const first = filesOf('main');
	const main = first.modules.at(-1) ?? '';
	return {
		entry: main,
		first,
		routes:
			routes === 'bundled'
				? {}
				: Object.fromEntries(
						remotes.map(({ name, manifest }) => [manifest.routePrefix, without(filesOf(name), first)]),
					),
	};
};
