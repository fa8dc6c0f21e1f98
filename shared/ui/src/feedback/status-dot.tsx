import type { ReactNode } from 'react';
import classes from './status-dot.module.css';

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger' | 'info';

export interface StatusDotProps {
	/** Default `neutral`. */
	tone?: StatusTone | undefined;
	/** The status in words: colour alone says nothing to many people. */
	children: ReactNode;
	/** Reads the words to screen readers only. Default false. */
	hideLabel?: boolean | undefined;
}

/** A status: a coloured dot and its words. */
export function StatusDot({ tone = 'neutral', children, hideLabel = false }: StatusDotProps) {
	return (
		<span className={classes.status} data-tone={tone}>
			<span className={classes.dot} />
			<span className={hideLabel ? classes.hidden : undefined}>{children}</span>
		</span>
	);
}
