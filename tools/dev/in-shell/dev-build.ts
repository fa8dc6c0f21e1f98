import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RemoteManifest } from '@flotilla/contracts';
import { type Configuration, rspack, type Stats } from '@rspack/core';
import { BuildManifestPlugin } from '../../build/build-manifest-plugin.ts';
import { LentContainerPlugin } from '../../build/lent-container-plugin.ts';
import { PortableEntryPlugin } from '../../build/portable-entry-plugin.ts';
import { StyleIntegrityPlugin } from '../../build/style-integrity-plugin.ts';
import { root } from '../../suite/build-apps.ts';

export interface DevBuild {
	/** The file of the container. */
	entry: string;
	manifest: RemoteManifest;
	/** Milliseconds that it took. */
	took: number;
}

interface WatchOptions {
	app: string;
	onBuilt: (build: DevBuild) => void;
	/** What the build complained about; the one before stays. */
	onFailed: (problem: string) => void;
}

export interface WatchedBuild {
	/** Where its files are. */
	folder: string;
	close(): Promise<void>;
}

/** Builds a remote as it is published, but for the minifier, and again whenever its source changes. */
export const watchBuild = async ({ app, onBuilt, onFailed }: WatchOptions): Promise<WatchedBuild> => {
	const source = join(root, 'apps', app);
	const manifestFile = join(source, 'remote.manifest.ts');
	const folder = join(root, '.flotilla/dev', app);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const { defineApp } = await import('../../../rspack.config.base.ts');
	// React in the page is the shell's, made for production: what is compiled for its development form does not run there.
	const configuration = await defineApp(source)({}, { mode: 'production' });
	const compiler = rspack(unminified(configuration, folder));
	let builds = 0;
	const read = async (stats: Stats): Promise<DevBuild> => {
		if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
		const entry = Object.keys(stats.compilation.assets).find((name) => /^remote-entry\.[0-9a-f]+\.js$/.test(name));
		if (entry === undefined) throw new Error(`The build of ${app} has no entry.`);
		// The build has what the manifest was when it was first read.
		builds += 1;
		const { manifest } = (await import(`${pathToFileURL(manifestFile)}?build=${builds}`)) as {
			manifest: RemoteManifest;
		};
		return { entry, manifest, took: (stats.endTime ?? 0) - (stats.startTime ?? 0) };
	};
	const watching = compiler.watch({ aggregateTimeout: 5 }, (error, stats) => {
		const reading = error || stats === undefined ? Promise.reject(error) : read(stats);
		reading.then(onBuilt, (problem: unknown) => onFailed(problem instanceof Error ? problem.message : String(problem)));
	});
	return {
		folder,
		close: () => new Promise((resolve) => watching.close(() => compiler.close(() => resolve()))),
	};
};

const forPublishing = [LentContainerPlugin, PortableEntryPlugin, StyleIntegrityPlugin, BuildManifestPlugin];

const unminified = (configuration: Configuration, folder: string): Configuration => ({
	...configuration,
	cache: true,
	devtool: 'cheap-module-source-map',
	// Pages that are open may still ask for chunks of the build before.
	output: { ...configuration.output, path: folder, clean: false },
	optimization: {
		...configuration.optimization,
		minimize: false,
		// What makes a build smaller makes it slower, and nobody waits for these bytes.
		...{
			concatenateModules: false,
			innerGraph: false,
			mangleExports: false,
			realContentHash: false,
			usedExports: false,
		},
	},
	// For other hosts, for pages that know the hash of each file, and for the registry: nothing here reads it, and to look
	// at every module takes longer than to build the one that changed.
	plugins: (configuration.plugins ?? []).filter(
		(plugin) => !forPublishing.some((published) => plugin instanceof published),
	),
	infrastructureLogging: { level: 'warn' },
});
