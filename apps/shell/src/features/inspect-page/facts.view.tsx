import type { ReactNode } from 'react';
import styles from './inspector.module.css';

interface Props {
	entries: readonly { label: string; value: ReactNode }[];
}

/** Facts in a row, each below its name. */
export const Facts = ({ entries }: Props) => (
	<dl className={styles.facts}>
		{entries.map(({ label, value }) => (
			<div key={label} className={styles.fact}>
				<dt>{label}</dt>
				<dd>{value}</dd>
			</div>
		))}
	</dl>
);
