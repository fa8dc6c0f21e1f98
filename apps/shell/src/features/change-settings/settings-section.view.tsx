import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SectionProps {
	/** What `/settings#id` leads to. */
	id: string;
	title: string;
	hint?: string | undefined;
	children: ReactNode;
}

/** What belongs together, under its title. */
export const SettingsSection = ({ id, title, hint, children }: SectionProps) => (
	<section aria-labelledby={id} className={styles.section}>
		{/* Takes the focus when the address names it. */}
		<h2 id={id} tabIndex={-1} className={styles.heading}>
			{title}
		</h2>
		{hint !== undefined && <p className={styles.hint}>{hint}</p>}
		{children}
	</section>
);

interface RowProps {
	label: string;
	hint?: string | undefined;
	/** Names the control by this row's label: `aria-labelledby` of it. */
	labelId?: string | undefined;
	/** Describes the control: `aria-describedby` of it. */
	hintId?: string | undefined;
	children: ReactNode;
}

/** One choice: what it is at the start of the line, its control at the end. */
export const SettingsRow = ({ label, hint, labelId, hintId, children }: RowProps) => (
	<div className={styles.row}>
		<div className={styles.words}>
			<p id={labelId} className={styles.label}>
				{label}
			</p>
			{hint !== undefined && (
				<p id={hintId} className={styles.rowHint}>
					{hint}
				</p>
			)}
		</div>
		<div className={styles.control}>{children}</div>
	</div>
);

export const SettingsCard = ({ children }: { children: ReactNode }) => <div className={styles.card}>{children}</div>;
