import { type Composition, isAllowed, labelIn, type Permission } from '@flotilla/contracts';

export interface NavigationItem {
	label: string;
	path: string;
	icon: string;
	/** As in manifests, e.g. `g u`. */
	shortcut?: string | undefined;
}

export interface NavigationWords {
	/** The language of the manifests' labels. */
	language: string;
	/** The label of the dashboard. */
	dashboard: string;
}

/** The dashboard, then what the remotes' manifests offer to somebody with these permissions, in order. */
export const navigationItems = (
	composition: Composition,
	permissions: readonly Permission[],
	{ language, dashboard }: NavigationWords,
): NavigationItem[] => {
	const offered = composition.remotes
		.flatMap(({ manifest }) => manifest.navigation)
		.filter(({ permission }) => isAllowed(permissions, permission))
		.map(({ label, labels, ...item }) => ({ ...item, label: labelIn(language, label, labels) }))
		.sort((a, b) => a.order - b.order || a.label.localeCompare(b.label, language))
		.map(({ label, path, icon, shortcut }) => ({ label, path, icon, shortcut }));
	return [{ label: dashboard, path: '/', icon: 'dashboard', shortcut: 'g d' }, ...offered];
};

/** Whether a page belongs to a line of the navigation; the dashboard's is its own page alone. */
export const isUnder = (pathname: string, path: string): boolean =>
	pathname === path || (path !== '/' && pathname.startsWith(`${path}/`));
