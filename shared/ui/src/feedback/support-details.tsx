import { useRef } from 'react';
import { CopyButton } from '../action/copy-button.tsx';
import classes from './support-details.module.css';

export interface SupportDetailsProps {
	/** What whoever helps needs to know, e.g. `{ label: 'Request', value: 'req-7' }`. An empty value is left out. */
	entries: readonly { label: string; value: string | undefined }[];
	/** What the button says. */
	copyLabel: string;
}

/** Facts for support, to be copied in one piece. */
export function SupportDetails({ entries, copyLabel }: SupportDetailsProps) {
	const list = useRef<HTMLDListElement>(null);
	const known = entries.filter(({ value }) => value !== undefined && value !== '');
	return (
		<div className={classes.details}>
			<dl className={classes.list} ref={list}>
				{known.map(({ label, value }) => (
					<div key={label} className={classes.entry}>
						<dt>{label}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			<CopyButton
				label={copyLabel}
				value={known.map(({ label, value }) => `${label}: ${value}`).join('\n')}
				onRefused={() => {
					// It is marked, for the person's own command.
					if (list.current !== null) getSelection()?.selectAllChildren(list.current);
				}}
			/>
		</div>
	);
}
