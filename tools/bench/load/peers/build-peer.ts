import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleAssets } from '@flotilla/contracts';
import { type Configuration, rspack } from '@rspack/core';
import { baseConfiguration } from '../../../../rspack.config.base.ts';
import { ServiceWorkerPlugin } from '../../../build/service-worker-plugin.ts';
import { root } from '../../../suite/build-apps.ts';

/** The files of a page, as a server writes them into its HTML. Paths are relative to the build's folder. */
export interface PeerPage {
	entry: string;
	/** Of every page. */
	first: ModuleAssets;
	/** What the first view of a route needs beside, by the route's prefix. */
	routes: Record<string, ModuleAssets>;
	/** Bare names for an import map. Default: the page has none. */
	imports?: Record<string, string>;
}

/** Files by the name of the chunk group that needs them. */
export type ChunkFiles = (name: string) => ModuleAssets;

/** What all apps are built with, into a folder of its own. */
export const peerBase = (context: string, output: string, uniqueName: string): Configuration => {
	const base = baseConfiguration({ folder: context, app: 'shell', mode: 'production' });
	return {
		...base,
		output: { ...base.output, path: output, uniqueName },
		// Module Federation remarks on each manifest that it will be found at run time, as it should be.
		infrastructureLogging: { level: 'error' },
	};
};

export const shellFolder = join(root, 'apps/shell');

/** The shell's own service worker, for what has the shell in it. */
export const withServiceWorker = (base: Configuration): Configuration => ({
	...base,
	plugins: [
		...(base.plugins ?? []),
		new ServiceWorkerPlugin({ entry: join(shellFolder, 'src/service-worker/main.ts'), base }),
	],
});

/** Runs one build of a peer. Rejects with what the build complained about. */
export const buildPeer = async (configuration: Configuration): Promise<ChunkFiles> => {
	const output = configuration.output?.path ?? '';
	await rm(output, { recursive: true, force: true });
	await mkdir(output, { recursive: true });
	const compiler = rspack(configuration);
	try {
		return await new Promise<ChunkFiles>((resolve, reject) => {
			compiler.run((error, stats) => {
				if (error) return reject(error);
				if (stats === undefined || stats.hasErrors()) {
					return reject(new Error(stats?.toString({ all: false, errors: true }) ?? 'The build was given up'));
				}
				const { namedChunkGroups = {} } = stats.toJson({ all: false, chunkGroups: true });
				resolve((name) => {
					const group = namedChunkGroups[name];
					if (group === undefined) throw new RangeError(`The build has no chunk group named ${name}`);
					const files = (group.assets ?? []).map((asset) => asset.name);
					return {
						modules: files.filter((file) => file.endsWith('.js')),
						styles: files.filter((file) => file.endsWith('.css')),
					};
				});
			});
		});
	} finally {
		await new Promise((resolve) => compiler.close(resolve));
	}
};

/** The files of `some` that are not among those of `others`. */
export const without = (some: ModuleAssets, others: ModuleAssets): ModuleAssets => ({
	modules: some.modules.filter((file) => !others.modules.includes(file)),
	styles: some.styles.filter((file) => !others.styles.includes(file)),
});
