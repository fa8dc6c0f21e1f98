import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './support-details.module.css';

export interface SupportDetailsProps {
	/** What whoever helps needs to know, e.g. `{ label: 'Request', value: 'req-7' }`. An empty value is left out. */
	entries: readonly { label: string; value: string | undefined }[];
	/** What the button says. */
	copyLabel: string;
	/** What it says for two seconds afterwards. */
	copiedLabel: string;
}

/** Facts for support, to be copied in one piece. */
export function SupportDetails({ entries, copyLabel, copiedLabel }: SupportDetailsProps) {
	const list = useRef<HTMLDListElement>(null);
	const [copied, setCopied] = useState(false);
	useEffect(() => {
		if (!copied) return;
		const timer = setTimeout(() => setCopied(false), 2_000);
		return () => clearTimeout(timer);
	}, [copied]);

	const known = entries.filter(({ value }) => value !== undefined && value !== '');
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(known.map(({ label, value }) => `${label}: ${value}`).join('\n'));
			setCopied(true);
		} catch {
			// The browser does not let us: it is marked, for the person's own command.
			if (list.current !== null) getSelection()?.selectAllChildren(list.current);
		}
	};
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
			<Button
				size="xs"
				variant="default"
				leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
				onClick={() => void copy()}
			>
				<span aria-live="polite">{copied ? copiedLabel : copyLabel}</span>
			</Button>
		</div>
	);
}
