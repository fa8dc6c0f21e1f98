import { type Composition, defineRemoteManifest, type RemoteManifestInput } from '@flotilla/contracts';

/** A remote of a composition, at version 1.0.0. */
export const buildComposedRemote = (
	manifest: Partial<RemoteManifestInput> & { name: string },
	overrides: Partial<Composition['remotes'][number]> = {},
): Composition['remotes'][number] => {
	const { name } = manifest;
	return {
		app: name,
		version: '1.0.0',
		build: `${name}-build-1`,
		entry: `/assets/${name}/remote.js`,
		initial: { modules: [], styles: [] },
		manifest: defineRemoteManifest({
			schemaVersion: 1,
			title: name,
			owner: `team-${name}`,
			routePrefix: `/${name}`,
			apiVersion: 1,
			eventMapVersion: 1,
			...manifest,
		}),
		...overrides,
	};
};

/** The production page with the remotes `auth`, `users` and `files`, where `overrides` says nothing else. */
export const buildComposition = (overrides: Partial<Composition> = {}): Composition => ({
	id: 'composition-1',
	channel: 'production',
	shell: {
		app: 'shell',
		version: '1.0.0',
		build: 'shell-build-1',
		entry: '/assets/shell/main.js',
		initial: { modules: [], styles: [] },
	},
	remotes: [
		buildComposedRemote({ name: 'auth', access: 'public' }),
		buildComposedRemote({ name: 'users', permission: 'users:read' }),
		buildComposedRemote({ name: 'files', permission: 'files:read' }),
	],
	...overrides,
});
