import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRemote } from '../remotes/bench-remotes.ts';
import type { PeerName } from '../variants.ts';
import type { PeerPage } from './build-peer.ts';
import { buildDefaultFederation } from './default-federation.ts';
import { buildEsModules } from './es-modules.ts';
import { buildMonolith } from './monolith.ts';

interface Build {
	folder: string;
	remotes: readonly BenchRemote[];
}

const builds: Record<PeerName, (build: Build) => Promise<PeerPage>> = {
	'lazy-monolith': (build) => buildMonolith({ ...build, routes: 'lazy' }),
	'single-bundle': (build) => buildMonolith({ ...build, routes: 'bundled' }),
	'es-modules': (build) => buildEsModules(build),
	'single-spa': (build) => buildEsModules({ ...build, singleSpa: true }),
	'default-federation': (build) => buildDefaultFederation(build),
};

interface BuildPeersOptions {
	names: readonly PeerName[];
	remotes: readonly BenchRemote[];
	/** Gets a folder for each: `assets`, and `page.json` for the server. */
	folder: string;
}

/** Builds peers of our federation from the same source, by the loaders, minifier, targets and style sheets of every app. */
export const buildPeers = async ({ names, remotes, folder }: BuildPeersOptions): Promise<Record<string, string>> => {
	const folders: Record<string, string> = {};
	for (const name of names) {
		const target = join(folder, name);
		const page = await builds[name]({ folder: target, remotes });
		await writeFile(join(target, 'page.json'), JSON.stringify(page));
		folders[name] = target;
	}
	return folders;
};
