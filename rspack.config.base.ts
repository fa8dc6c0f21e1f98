import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import {
	apiVersion,
	type EventName,
	eventMap,
	eventMapVersion,
	manifestVersions,
	platformEvents,
	type RemoteManifest,
	shellSlots,
} from '@flotilla/contracts';
import { eventSchemas } from '@flotilla/contracts/event-schemas';
import { languageScript } from '@flotilla/i18n/language-script';
import { warmFormatsScript } from '@flotilla/i18n/warm-formats-script';
import { createEarlyRefreshScript } from '@flotilla/session/early-refresh-script';
import { colorSchemeScript } from '@flotilla/ui/color-scheme-script';
import { fontsScript } from '@flotilla/ui/fonts-script';
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import { type Configuration, rspack } from '@rspack/core';
import { BuildManifestPlugin } from './tools/build/build-manifest-plugin.ts';
import { messagesFiles } from './tools/build/compile-messages.ts';
import { LentContainerPlugin } from './tools/build/lent-container-plugin.ts';
import { PortableEntryPlugin } from './tools/build/portable-entry-plugin.ts';
import { ServiceWorkerPlugin } from './tools/build/service-worker-plugin.ts';
import { consumedByRemote, providedByShell } from './tools/build/shared-modules.ts';
import { StyleIntegrityPlugin } from './tools/build/style-integrity-plugin.ts';

const require = createRequire(import.meta.url);

/** Browsers with ES modules, import maps, popovers and `light-dark()`; older ones are not served polyfills. */
export const targets = ['chrome >= 125', 'firefox >= 128', 'safari >= 17.5'];

/**
 * The one build configuration. An app's `rspack.config.ts` is
 * `export default defineApp(import.meta.dirname)`; whether it is the shell or a remote
 * is told by whether it has a `remote.manifest.ts`.
 */
export const defineApp =
	(folder: string) =>
	async (
		_env: unknown,
		{ mode = 'production' }: { mode?: 'production' | 'development' } = {},
	): Promise<Configuration> => {
		const app = basename(folder);
		const isRemote = existsSync(join(folder, 'remote.manifest.ts'));
		const base = baseConfiguration({ folder, app, mode });
		return isRemote ? remoteConfiguration(base, { folder, app }) : shellConfiguration(base, { folder, app });
	};

const remoteConfiguration = async (
	base: Configuration,
	{ folder, app }: { folder: string; app: string },
): Promise<Configuration> => {
	const { manifest } = (await import(join(folder, 'remote.manifest.ts'))) as { manifest: RemoteManifest };
	const shared = consumedByRemote();
	return {
		...base,
		entry: {},
		resolve: {
			...base.resolve,
			alias: {
				// The federation runtime is the shell's; see the shim for what it hands over.
				[bundlerRuntime]: join(import.meta.dirname, 'shared/federation/src/host/bundler-runtime/of-host.ts'),
			},
		},
		plugins: [
			...(base.plugins ?? []),
			new ModuleFederationPlugin({
				name: app,
				filename: 'remote-entry.[contenthash:16].js',
				library: { type: 'module' },
				exposes: {
					'./start': { import: './src/expose/start.ts', name: 'start' },
					'./manifest': { import: './src/expose/manifest.ts', name: 'manifest' },
				},
				shared,
				shareStrategy: 'loaded-first',
				manifest: false,
				dts: false,
				experiments: { optimization: { disableSnapshot: true, target: 'web' } },
			}),
			...(base.mode === 'production' ? [new LentContainerPlugin({ app })] : []),
			new PortableEntryPlugin({ lender: runtimeLender, base }),
			new BuildManifestPlugin({
				app,
				remote: manifest,
				eventSchemas: eventSchemas([...manifest.events.emits, ...manifest.events.listens]),
				entryName: app,
				initialNames: ['start'],
				consumes: Object.fromEntries(
					Object.entries(shared).map(([request, { requiredVersion }]) => [request, requiredVersion]),
				),
				provides: {},
			}),
		],
	};
};

const shellConfiguration = (base: Configuration, { folder, app }: { folder: string; app: string }): Configuration => {
	const shared = providedByShell();
	return {
		...base,
		entry: { main: './src/main.tsx' },
		optimization: {
			...base.optimization,
			splitChunks: {
				// A shared module is loaded as a whole: apart from its packages it would be a request more and compress worse.
				cacheGroups: { translations, defaultVendors: false },
				// In bytes before the minifier: one that another one passes on is a file of its own, and not in both.
				minSize: 5_000,
			},
		},
		resolve: {
			...base.resolve,
			alias: {
				[bundlerRuntime]: join(import.meta.dirname, 'shared/federation/src/host/bundler-runtime/of-shell.ts'),
				// One copy, in the form that can be shaken: the plugin names the CommonJS one.
				'@module-federation/runtime': runtimeFile('runtime/dist/bundler.js'),
			},
		},
		plugins: [
			...(base.plugins ?? []),
			new ModuleFederationPlugin({
				name: app,
				library: { type: 'module' },
				shared,
				shareStrategy: 'loaded-first',
				manifest: false,
				dts: false,
				// Remotes are loaded by `loadRemoteModule` of `@flotilla/federation/host`.
				experiments: { optimization: { disableSnapshot: true, disableRemote: true, target: 'web' } },
			}),
			new ServiceWorkerPlugin({ entry: join(folder, 'src/service-worker/main.ts'), base }),
			new BuildManifestPlugin({
				app,
				bootScript: [
					colorSchemeScript,
					fontsScript,
					languageScript,
					createEarlyRefreshScript('/api/auth/refresh'),
					warmFormatsScript,
				].join(';'),
				eventSchemas: eventSchemas(Object.keys(eventMap) as EventName[]),
				platform: {
					apiVersion,
					eventMapVersion,
					manifestVersions: [...manifestVersions],
					slots: [...shellSlots],
					events: platformEvents(),
				},
				entryName: 'main',
				initialNames: ['main'],
				consumes: {},
				provides: Object.fromEntries(
					Object.entries(shared).map(([request, { version, eager, import: file }]) => [
						request,
						{ version, onDemand: eager ? undefined : file },
					]),
				),
			}),
		],
	};
};

/** What gives a page the runtime that remotes are built against, where no shell does. */
const runtimeLender = join(import.meta.dirname, 'shared/federation/src/host/bundler-runtime/lend-if-nobody-does.ts');

const runtimeFile = (path: string): string => join(import.meta.dirname, 'node_modules/@module-federation', path);

/** What the federation plugin imports as the bundler's part of its runtime. */
const bundlerRuntime = require.resolve('@module-federation/webpack-bundler-runtime', {
	paths: [require.resolve('@module-federation/enhanced/rspack')],
});

/** `messages/de.json`, and `messages/developers/de.json` of texts that only those people read. */
const translation = /[\\/]messages[\\/](?:([a-z]+)[\\/])?(?!en\.)([^\\/]+)\.json$/;

/** All of an app's texts in one language for the same readers: one file, one request. English is in the code that shows it. */
const translations = {
	test: translation,
	chunks: 'async' as const,
	name(module: { nameForCondition(): string | undefined }) {
		const [, readers, language] = translation.exec(module.nameForCondition() ?? '') ?? [];
		return ['messages', language, ...(readers === undefined ? [] : [readers])].join('-');
	},
	enforce: true,
};

/** What every build has in common, remote or not: modules, style sheets, targets and the minifier. */
export const baseConfiguration = ({
	folder,
	app,
	mode,
}: {
	folder: string;
	app: string;
	mode: 'production' | 'development';
}): Configuration => ({
	name: app,
	mode,
	context: folder,
	target: ['web', 'es2024'],
	devtool: mode === 'development' ? 'cheap-module-source-map' : false,
	output: {
		path: join(folder, 'dist'),
		clean: true,
		module: true,
		chunkFormat: 'module',
		chunkLoading: 'import',
		// Relative to the file that loads: a build runs under whatever path it is served.
		publicPath: 'auto',
		uniqueName: `flotilla-${app}`,
		filename: '[name].[contenthash:16].js',
		chunkFilename: '[name].[contenthash:16].js',
		cssFilename: '[name].[contenthash:16].css',
		cssChunkFilename: '[name].[contenthash:16].css',
		assetModuleFilename: '[name].[contenthash:16][ext]',
	},
	resolve: { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
	module: {
		// Style sheets give their class names as one object, as Vite gives them to Storybook and tests.
		parser: { 'css/auto': { namedExports: false } },
		rules: [
			{
				test: /\.tsx?$/,
				loader: 'builtin:swc-loader',
				options: {
					jsc: {
						parser: { syntax: 'typescript', tsx: true },
						transform: { react: { runtime: 'automatic', development: mode === 'development' } },
					},
					env: { targets },
				},
				type: 'javascript/auto',
			},
			{
				test: messagesFiles,
				type: 'json',
				loader: join(import.meta.dirname, 'tools/build/messages-loader.ts'),
			},
			{ test: /\.css$/, type: 'css/auto' },
			// A file by its address, as Vite gives it to Storybook: a worker that a library starts by itself.
			{ resourceQuery: /^\?url$/, type: 'asset/resource' },
			{ test: /\.(woff2|svg|png|webp)$/, type: 'asset/resource' },
		],
	},
	optimization: {
		chunkIds: 'deterministic',
		moduleIds: 'deterministic',
		splitChunks: { cacheGroups: { translations } },
		minimizer: [
			new rspack.SwcJsMinimizerRspackPlugin({ minimizerOptions: { module: true } }),
			new rspack.LightningCssMinimizerRspackPlugin({ minimizerOptions: { targets } }),
		],
	},
	plugins: [new StyleIntegrityPlugin()],
	performance: false,
});
