import type { Composition, Permission } from '@flotilla/contracts';

interface NavigationItem {
	label: string;
	path: string;
	icon: string;
}

/** The dashboard, then what the remotes' manifests offer to somebody with these permissions, in order. */
export const navigationItems = (composition: Composition, permissions: readonly Permission[]): NavigationItem[] => {
	const offered = composition.remotes
		.flatMap(({ manifest }) => manifest.navigation)
		.filter(({ permission }) => permission === undefined || permissions.includes(permission))
		.sort((a, b) => a.order - b.order || a.label.localeCompare(b.label));
	return [{ label: 'Dashboard', path: '/', icon: 'dashboard' }, ...offered];
};

/** Whether a page belongs to a line of the navigation; the dashboard's is its own page alone. */
export const isUnder = (pathname: string, path: string): boolean =>
	pathname === path || (path !== '/' && pathname.startsWith(`${path}/`));
