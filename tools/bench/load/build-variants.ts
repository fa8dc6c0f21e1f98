import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RemoteManifest } from '@flotilla/contracts';
import { colorSchemeScript } from '@flotilla/ui/color-scheme-script';
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import type { Configuration } from '@rspack/core';
import { baseConfiguration } from '../../../rspack.config.base.ts';
import { BuildManifestPlugin } from '../../build/build-manifest-plugin.ts';
import { runBuild } from '../../build/run-build.ts';
import { sharedModules } from '../../build/shared-modules.ts';
import { browserApps, root } from '../../suite/build-apps.ts';

const remotes = browserApps.filter((app) => app !== 'shell');

/**
 * Builds the two peers of our federation into `<folder>/<name>`, each a build of the app `shell`
 * that the registry serves. Loaders, minifier, targets and CSS are those of every app.
 */
export const buildPeers = async (folder: string): Promise<Record<'monolith' | 'default-federation', string>> => {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const monolith = join(folder, 'monolith');
	const defaultFederation = join(folder, 'default-federation');
	await runBuild(monolithConfiguration(monolith));
	await runBuild(defaultShellConfiguration(defaultFederation));
	for (const app of remotes) await runBuild(await defaultRemoteConfiguration(app, join(defaultFederation, app)));
	return { monolith, 'default-federation': defaultFederation };
};

const base = (context: string, output: string): Configuration => {
	const shared = baseConfiguration({ folder: context, app: 'shell', mode: 'production' });
	return {
		...shared,
		output: { ...shared.output, path: output },
		// The plugin remarks on each manifest that it will be found at run time, as it should be.
		infrastructureLogging: { level: 'error' },
	};
};

const asShell = (initialNames: readonly string[]) =>
	new BuildManifestPlugin({
		app: 'shell',
		bootScript: colorSchemeScript,
		entryName: 'main',
		initialNames,
		consumes: {},
		provides: {},
	});

const monolithConfiguration = (output: string): Configuration => {
	const configuration = base(join(root, 'apps/shell'), output);
	return {
		...configuration,
		entry: { main: join(import.meta.dirname, 'monolith/main.ts') },
		// The measured page is `/users`: its chunk is preloaded as the registry preloads the route's
		// remote, which a server that knows the routes of a monolith would do, too.
		plugins: [...(configuration.plugins ?? []), asShell(['main', 'users'])],
	};
};

/** What the build tool does where nothing is said: scripts, not modules. */
const asScripts = (configuration: Configuration, uniqueName: string): Configuration => {
	const { module: _module, chunkFormat: _format, chunkLoading: _loading, ...output } = configuration.output ?? {};
	return { ...configuration, output: { ...output, uniqueName } };
};

/** Each request once, the shell's copy and the remotes' fallbacks alike. */
const defaultShared = Object.fromEntries(Object.keys(sharedModules).map((request) => [request, { singleton: true }]));

const defaultShellConfiguration = (output: string): Configuration => {
	const configuration = asScripts(base(join(root, 'apps/shell'), output), 'default-shell');
	return {
		...configuration,
		entry: { main: join(import.meta.dirname, 'default-federation/entry.ts') },
		plugins: [
			...(configuration.plugins ?? []),
			new ModuleFederationPlugin({
				name: 'shell',
				remotes: Object.fromEntries(remotes.map((app) => [app, `${app}@/assets/shell/${app}/mf-manifest.json`])),
				shared: defaultShared,
				// Types for editors; nothing of it reaches a browser.
				dts: false,
			}),
			asShell(['main']),
		],
	};
};

const defaultRemoteConfiguration = async (app: string, output: string): Promise<Configuration> => {
	const { manifest } = (await import(join(root, 'apps', app, 'remote.manifest.ts'))) as { manifest: RemoteManifest };
	const configuration = asScripts(base(join(root, 'apps', app), output), `default-${manifest.name}`);
	return {
		...configuration,
		entry: {},
		plugins: [
			...(configuration.plugins ?? []),
			new ModuleFederationPlugin({
				name: app,
				filename: 'remoteEntry.js',
				exposes: { './start': './src/expose/start.ts' },
				shared: defaultShared,
				dts: false,
			}),
		],
	};
};
