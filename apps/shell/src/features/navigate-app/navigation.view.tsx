import { useFederation } from '@flotilla/federation';
import { useSessionState } from '@flotilla/session';
import { Icon, NavLink } from '@flotilla/ui';
import { Link, useLocation } from 'react-router';
import { isUnder, navigationItems } from './navigation-items.model.ts';

export const Navigation = () => {
	const { composition } = useFederation();
	const permissions = useSessionState((state) => state.permissions);
	const { pathname } = useLocation();
	return navigationItems(composition, permissions).map(({ label, path, icon }) => (
		<NavLink
			key={path}
			component={Link}
			to={path}
			label={label}
			leftSection={<Icon name={icon} />}
			active={isUnder(pathname, path)}
		/>
	));
};
