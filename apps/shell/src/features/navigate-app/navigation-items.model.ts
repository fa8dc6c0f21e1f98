import type { Composition, Permission } from '@flotilla/contracts';

interface NavigationItem {
	label: string;
	path: string;
	/** A name of the icon set; one that does not exist is drawn as a dot by the view's fallback. */
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
