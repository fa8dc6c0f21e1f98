import { useSessionState } from '@flotilla/session';
import { isUnder } from '../../pages/navigation-items.model.ts';
import { useNavigationItems } from '../../pages/use-navigation-items.ts';
import { recentPages, rememberPage } from '../../recent/recent-pages.ts';

/** Keeps where somebody was for the palette: pages with depth, as the navigation leads to the others. */
export const useRememberPage = (): ((pathname: string, name: string) => void) => {
	const items = useNavigationItems();
	const userId = useSessionState(({ user }) => user?.id);
	return (pathname, name) => {
		const owner = items.find(({ path }) => path !== pathname && isUnder(pathname, path));
		if (owner === undefined || userId === undefined) return;
		rememberPage(recentPages, userId, { path: pathname, label: name, icon: owner.icon });
	};
};
