import { Icon } from '@flotilla/ui';
import { CommandGroup, CommandItem } from 'cmdk';
import { Children, type ReactNode } from 'react';
import { Keys } from '../../shortcuts/keys.view.tsx';
import styles from './palette.module.css';

/** Lines of one kind; nothing without a line. */
export const PaletteGroup = ({ heading, children }: { heading: string; children: ReactNode }) =>
	Children.count(children) === 0 ? null : (
		<CommandGroup heading={heading} className={styles.group ?? ''}>
			{children}
		</CommandGroup>
	);

interface LineProps {
	/** Unique in the palette. */
	id: string;
	label: string;
	description?: string | undefined;
	icon: string;
	keys?: string | undefined;
	onChoose: () => void;
}

export const PaletteLine = ({ id, label, description, icon, keys, onChoose }: LineProps) => (
	<CommandItem value={id} onSelect={onChoose} className={styles.line ?? ''}>
		<Icon name={icon} className={styles.glyph} />
		<span className={styles.label}>
			{label}
			{description !== undefined && <span className={styles.description}>{description}</span>}
		</span>
		{keys !== undefined && (
			<span className={styles.keys} aria-hidden="true">
				<Keys keys={keys} />
			</span>
		)}
	</CommandItem>
);
