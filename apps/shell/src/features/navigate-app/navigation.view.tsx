import { Icon, NavLink, Tooltip, VisuallyHidden } from '@flotilla/ui';
import { Link, useLocation } from 'react-router';
import { isUnder, type NavigationItem } from '../../pages/navigation-items.model.ts';
import { useNavigationItems, useSettingsItem } from '../../pages/use-navigation-items.ts';
import styles from './navigation.module.css';
import { usePreparePage } from './use-prepare-page.ts';

interface Props {
	/** Icons alone, their words on hover and focus. Default false. */
	narrow?: boolean;
	/** A line was pressed, of the page that is shown as well. */
	onChoose?: () => void;
}

/** The pages, and at the end the person's settings. */
export const Navigation = ({ narrow = false, onChoose }: Props) => {
	const items = useNavigationItems();
	const settings = useSettingsItem();
	const { pathname } = useLocation();
	const prepare = usePreparePage();

	const line = ({ label, path, icon }: NavigationItem) => {
		const active = isUnder(pathname, path);
		const link = (
			<NavLink
				key={path}
				component={Link}
				to={path}
				label={narrow ? <VisuallyHidden>{label}</VisuallyHidden> : label}
				leftSection={<Icon name={icon} />}
				active={active}
				className={narrow ? styles.narrow : undefined}
				onClick={onChoose}
				// The page that is open has started, and asked for its data.
				{...(active ? {} : prepare(path))}
			/>
		);
		return narrow ? (
			<Tooltip key={path} label={label} position="right">
				{link}
			</Tooltip>
		) : (
			link
		);
	};
	return (
		<>
			<div className={styles.lines}>{items.map(line)}</div>
			<div className={styles.lines}>{line(settings)}</div>
		</>
	);
};
