import { useFederation } from '@flotilla/federation';
import { useSessionState } from '@flotilla/session';
import { Icon } from '@flotilla/ui';
import { NavLink } from 'react-router';
import classes from './navigation.module.css';
import { navigationItems } from './navigation-items.model.ts';

export const Navigation = () => {
	const { composition } = useFederation();
	const permissions = useSessionState((state) => state.permissions);
	return (
		<nav aria-label="Main">
			<ul className={classes.list}>
				{navigationItems(composition, permissions).map(({ label, path, icon }) => (
					<li key={path}>
						<NavLink to={path} end={path === '/'} className={classes.link}>
							<Icon name={icon} size={16} />
							{label}
						</NavLink>
					</li>
				))}
			</ul>
		</nav>
	);
};
