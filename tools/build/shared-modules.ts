import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

interface SharedModule {
	/** The package the version is read from. */
	package: string;
	/**
	 * In the shell's first load (`always`), or in a chunk of its own that is fetched, or
	 * preloaded by the page, when a remote that consumes it is (`on-demand`).
	 */
	load: 'always' | 'on-demand';
	/** Replaces the whole module by a curated part of it, relative to the shell's folder. */
	import?: string;
}

/**
 * What the shell provides and remotes must not bring along, by request. Subpaths are named one
 * by one: a request that is not listed here bypasses sharing and would ship a second copy.
 */
export const sharedModules: Record<string, SharedModule> = {
	react: { package: 'react', load: 'always' },
	'react/jsx-runtime': { package: 'react', load: 'always' },
	'react-dom': { package: 'react-dom', load: 'always' },
	'react-dom/client': { package: 'react-dom', load: 'always' },
	'react-router': { package: 'react-router', load: 'always', import: './src/shared/react-router.ts' },
	swr: { package: 'swr', load: 'always' },
	zustand: { package: 'zustand', load: 'always' },
	'@flotilla/i18n': { package: '@flotilla/i18n', load: 'always' },
	'@flotilla/contracts': { package: '@flotilla/contracts', load: 'always' },
	'@flotilla/event-bus': { package: '@flotilla/event-bus', load: 'always' },
	'@flotilla/api-client': { package: '@flotilla/api-client', load: 'always' },
	'@flotilla/session': { package: '@flotilla/session', load: 'always' },
	'@flotilla/data-cache': { package: '@flotilla/data-cache', load: 'always' },
	'@flotilla/federation': { package: '@flotilla/federation', load: 'always' },
	'@flotilla/ui': { package: '@flotilla/ui', load: 'always' },
	'@flotilla/ui/forms': { package: '@flotilla/ui', load: 'on-demand' },
	'@flotilla/ui/data': { package: '@flotilla/ui', load: 'on-demand' },
	'@flotilla/ui/charts': { package: '@flotilla/ui', load: 'on-demand' },
	'@flotilla/ui/table': { package: '@flotilla/ui', load: 'on-demand' },
	'@flotilla/ui/tabs': { package: '@flotilla/ui', load: 'on-demand' },
};

/** The version of a package as it is installed in this workspace. */
export const installedVersion = (name: string): string => {
	// Not every package exports its package.json, so it is looked for on the way up from where the resolver searches.
	for (const folder of require.resolve.paths(name) ?? []) {
		try {
			return (require(join(folder, name, 'package.json')) as { version: string }).version;
		} catch {
			// Not in this folder; the next one up may have it.
		}
	}
	throw new Error(`${name} is not installed, looked up from ${dirname(import.meta.filename)}`);
};

const importOf = (request: string, shared: SharedModule): { import?: string } => {
	if (shared.import !== undefined) return { import: shared.import };
	// A module that the shell itself does not import is provided only when it is named by its file.
	return shared.load === 'on-demand' ? { import: fileURLToPath(import.meta.resolve(request)) } : {};
};

/** How the shell shares: it owns the one copy. */
export const providedByShell = () =>
	Object.fromEntries(
		Object.entries(sharedModules).map(([request, shared]) => [
			request,
			{
				singleton: true,
				eager: shared.load === 'always',
				version: installedVersion(shared.package),
				requiredVersion: `^${installedVersion(shared.package)}`,
				...importOf(request, shared),
			},
		]),
	);

/** How a remote consumes: the same request, in a compatible range, never from its own files. */
export const consumedByRemote = () =>
	Object.fromEntries(
		Object.entries(sharedModules).map(([request, shared]) => [
			request,
			{ singleton: true, import: false as const, requiredVersion: `^${installedVersion(shared.package)}` },
		]),
	);
