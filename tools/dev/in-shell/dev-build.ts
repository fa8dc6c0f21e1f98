import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildManifest, buildManifestFile, type RemoteManifest } from '@flotilla/contracts';
import { type Configuration, rspack, type Stats } from '@rspack/core';
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
		const { entry } = JSON.parse(await readFile(join(folder, buildManifestFile), 'utf8')) as BuildManifest;
		// The build has what the manifest was when it was first read.
		builds += 1;
		const { manifest } = (await import(`${pathToFileURL(manifestFile)}?build=${builds}`)) as {
			manifest: RemoteManifest;
		};
		return { entry, manifest, took: (stats.endTime ?? 0) - (stats.startTime ?? 0) };
	};
	const watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
		const reading = error || stats === undefined ? Promise.reject(error) : read(stats);
		reading.then(onBuilt, (problem: unknown) => onFailed(problem instanceof Error ? problem.message : String(problem)));
	});
	return {
		folder,
		close: () => new Promise((resolve) => watching.close(() => compiler.close(() => resolve()))),
	};
};

const unminified = (configuration: Configuration, folder: string): Configuration => ({
	...configuration,
	devtool: 'source-map',
	// Pages that are open may still ask for chunks of the build before.
	output: { ...configuration.output, path: folder, clean: false },
	optimization: { ...configuration.optimization, minimize: false },
	// For other hosts, and for pages that know the hash of each file.
	plugins: (configuration.plugins ?? []).filter(
		(plugin) => !(plugin instanceof PortableEntryPlugin || plugin instanceof StyleIntegrityPlugin),
	),
	infrastructureLogging: { level: 'warn' },
});
