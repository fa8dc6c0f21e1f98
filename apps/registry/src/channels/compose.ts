import { createHash } from 'node:crypto';
import type { BuildManifest, ComposedRemote, Composition, RemoteManifest } from '@flotilla/contracts';
import { canonicalJson } from '../builds/canonical-json.ts';
import { findProvided } from './find-provided.ts';

/** A published build, as a channel points at it. */
export interface PublishedBuild {
	app: string;
	version: string;
	/** The build's id. */
	build: string;
	manifest: BuildManifest;
}

/** The address of a build's file on the page's origin; the same for every version that has the file. */
export const assetUrl = (app: string, path: string): string => `/assets/${app}/${path}`;

const composeApp = ({ app, version, build, manifest }: PublishedBuild): Composition['shell'] => ({
	app,
	version,
	build,
	entry: assetUrl(app, manifest.entry),
	initial: {
		modules: manifest.initial.modules.map((path) => assetUrl(app, path)),
		styles: manifest.initial.styles.map((path) => assetUrl(app, path)),
	},
});

const composeRemote = (build: PublishedBuild, manifest: RemoteManifest, shell: PublishedBuild): ComposedRemote => {
	const { consumes, consumesLater = [] } = build.manifest;
	const provided = Object.keys(consumes)
		.filter((request) => !consumesLater.includes(request))
		.flatMap((request) => findProvided(shell.manifest.provides, request)?.assets ?? []);
	const addresses = (kind: 'modules' | 'styles') =>
		[...new Set(provided.flatMap((assets) => assets[kind]))].map((path) => assetUrl(shell.app, path));
	return {
		...composeApp(build),
		manifest,
		shared: { modules: addresses('modules'), styles: addresses('styles') },
	};
};

/**
 * The composition of a channel's builds, or `null` while no shell is among them.
 * The order of `builds` makes no difference; `id` is `c-` and 16 hex digits of the
 * SHA-256 of everything else.
 */
export const compose = (channel: string, builds: readonly PublishedBuild[]): Composition | null => {
	const shell = builds.find(({ manifest }) => manifest.kind === 'shell');
	if (shell === undefined) return null;
	const remotes = builds
		.toSorted((a, b) => (a.app < b.app ? -1 : 1))
		.flatMap((build) =>
			build.manifest.remote === undefined ? [] : [composeRemote(build, build.manifest.remote, shell)],
		);
	const content = { channel, shell: composeApp(shell), remotes };
	const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
	return { id: `c-${hash.slice(0, 16)}`, ...content };
};
