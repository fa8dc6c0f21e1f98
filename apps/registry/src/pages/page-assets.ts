import type { BuildManifest, ModuleAssets } from '@flotilla/contracts';
import { assetUrl } from '../channels/compose.ts';
import { findProvided } from '../channels/find-provided.ts';

/** What the first view of a page needs. */
export interface PageAssets extends ModuleAssets {
	/**
	 * Style sheets that a remote adds by itself when it starts: fetched early, and not linked. A browser runs no script
	 * and shows nothing while a linked one is on its way, so one of a remote that hangs would cost the whole page.
	 */
	laterStyles?: string[];
}

const absolute = (app: string, { modules, styles }: ModuleAssets): ModuleAssets => ({
	modules: modules.map((path) => assetUrl(app, path)),
	styles: styles.map((path) => assetUrl(app, path)),
});

/** The remote that owns the first segment of a page's path, e.g. `/users` of `/users/42`. */
export const remoteOfPath = (remotes: readonly BuildManifest[], path: string): BuildManifest | undefined => {
	const prefix = `/${path.split('/')[1] ?? ''}`;
	return remotes.find(({ remote }) => remote?.routePrefix === prefix);
};

/**
 * Everything the first view of a page needs, in the order it is needed and without repeats:
 * the shell, then the route's remote and the shared modules that remote takes from the shell to start.
 * Other remotes are left out: the shell loads them when the page is up.
 */
export const pageAssets = (shell: BuildManifest, remote: BuildManifest | undefined): PageAssets => {
	const groups: ModuleAssets[] = [
		absolute(shell.app, { modules: [shell.entry], styles: [] }),
		absolute(shell.app, shell.initial),
	];
	const laterStyles: string[] = [];
	if (remote !== undefined) {
		const { modules, styles } = absolute(remote.app, remote.initial);
		groups.push(absolute(remote.app, { modules: [remote.entry], styles: [] }), { modules, styles: [] });
		laterStyles.push(...styles);
		for (const request of Object.keys(remote.consumes)) {
			if (remote.consumesLater?.includes(request)) continue;
			const provided = findProvided(shell.provides, request);
			if (provided !== undefined) groups.push(absolute(shell.app, provided.assets));
		}
	}
	return {
		modules: [...new Set(groups.flatMap(({ modules }) => modules))],
		styles: [...new Set(groups.flatMap(({ styles }) => styles))],
		laterStyles,
	};
};
